package org.gradientatlas.spark.input;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.file.StoredData;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.Trial;

/**
 * What the data files and the model files of a study hold.
 *
 * @param sets the data sets, by name
 * @param models the users' networks, by name, once for each shape that they read
 * @param notes what is odd about them, though they can be learned from; one sentence each
 * @param problems why a run would refuse them; one sentence each
 */
public record StudyData(
    List<Contents> sets, List<Model> models, List<String> notes, List<String> problems) {
  /** Copies the lists. */
  public StudyData {
    sets = List.copyOf(sets);
    models = List.copyOf(models);
    notes = List.copyOf(notes);
    problems = List.copyOf(problems);
  }

  /**
   * A data set.
   *
   * @param rows examples, training and validation together
   * @param features numbers in each example
   * @param classes the label of each class; empty if the targets are numbers
   * @param bytes memory of the numbers in the driver, and in each executor
   */
  public record Contents(String name, int rows, int features, List<String> classes, long bytes) {
    private static Contents of(DataSpec.Stored file, StoredData data) {
      RawData raw = data.raw();
      return new Contents(
          CheckedData.name(file),
          raw.size(),
          raw.width(),
          data.classes(),
          raw.features().bytes() + raw.targets().bytes());
    }
  }

  /**
   * A network of the user's.
   *
   * @param takes the shape of its examples
   * @param gives numbers in an answer
   * @param layers those with parameters
   */
  public record Model(String name, InputShape takes, int gives, List<ModelLayer> layers) {
    /** Copies the layers. */
    public Model {
      layers = List.copyOf(layers);
    }

    /** All numbers of its layers. */
    public long parameters() {
      return layers.stream().mapToLong(ModelLayer::parameters).sum();
    }
  }

  /**
   * A layer with parameters.
   *
   * @param type Deeplearning4j's name of its class
   * @param tensors names and shapes: W 12 x 6, b 6
   */
  public record ModelLayer(String name, String type, String tensors, long parameters) {}

  /**
   * Reads and checks all data files of a study.
   *
   * @param spark asked for where Parquet is read
   */
  public static StudyData read(Study study, Configuration hadoop, Supplier<SparkSession> spark) {
    var reader = new StoredDataReader(spark, hadoop, new SparkConf(), null);
    return of(reader, study, batches(study.grid()));
  }

  private static StudyData of(
      StoredDataReader reader, Study study, Map<DataSpec.Stored, Integer> batches) {
    CheckedData read = CheckedData.of(reader, batches, study.seed(), study.grid().replicates());
    CheckedModels models = CheckedModels.of(reader, models(study.grid()), read.files());
    List<Contents> sets =
        read.files().entrySet().stream()
            .map(set -> Contents.of(set.getKey(), set.getValue()))
            .sorted(Comparator.comparing(Contents::name))
            .toList();
    return new StudyData(
        sets,
        models.described(),
        read.notes(),
        Stream.concat(read.problems().stream(), models.problems().stream()).toList());
  }

  /**
   * Looks whether all files are there, without Spark. If one is not, the others are read too, so
   * that all problems are told at once; only Parquet is left out.
   *
   * @param output where the study's tables go
   * @return the problems as a message, one a line; empty if there is none
   */
  public static String misplaced(Study study, Configuration hadoop, Path output) {
    var reader = new StoredDataReader(StudyData::withoutSpark, hadoop, new SparkConf(), output);
    Map<DataSpec.Stored, Integer> batches = batches(study.grid());
    if (batches.keySet().stream().allMatch(file -> reader.misplaced(file).isEmpty())
        && models(study.grid()).stream()
            .allMatch(need -> reader.misplaced(need.model()).isEmpty())) {
      return "";
    }
    batches.keySet().removeIf(file -> isParquet(file) && reader.misplaced(file).isEmpty());
    return of(reader, study, batches).refusal();
  }

  /**
   * The largest batch that trials draw from each data set whose files are there. An output stays of
   * use when its data has been moved away.
   *
   * @param output where the study's tables go
   */
  public static Map<DataSpec.Stored, Integer> present(
      Study study, Configuration hadoop, Path output) {
    var reader = new StoredDataReader(StudyData::withoutSpark, hadoop, new SparkConf(), output);
    Map<DataSpec.Stored, Integer> batches = batches(study.grid());
    batches.keySet().removeIf(file -> !reader.misplaced(file).isEmpty());
    return batches;
  }

  /**
   * What trials ask of the users' networks whose files are there.
   *
   * @param output where the study's tables go
   */
  public static Set<ModelNeed> presentModels(Study study, Configuration hadoop, Path output) {
    var reader = new StoredDataReader(StudyData::withoutSpark, hadoop, new SparkConf(), output);
    Set<ModelNeed> models = models(study.grid());
    models.removeIf(need -> !reader.misplaced(need.model()).isEmpty());
    return models;
  }

  /**
   * Sizes and times of all data files, so that a change shows without reading them.
   *
   * @param output where the study's tables go
   */
  public static String stamp(Study study, Configuration hadoop, Path output) {
    var reader = new StoredDataReader(StudyData::withoutSpark, hadoop, new SparkConf(), output);
    Stream<String> data =
        study.grid().blocks().stream()
            .flatMap(block -> block.axes().data().values().stream())
            .map(value -> value.spec())
            .filter(DataSpec.Stored.class::isInstance)
            .map(DataSpec.Stored.class::cast)
            .flatMap(file -> reader.stamps(file).stream());
    Stream<String> models = own(study.grid()).map(reader::stamp);
    return Stream.concat(data, models).distinct().sorted().collect(Collectors.joining("\n"));
  }

  private static SparkSession withoutSpark() {
    throw new IllegalStateException("Parquet is not read here");
  }

  /** The problems as a message, one a line; empty if there is none. */
  public String refusal() {
    return problems.isEmpty()
        ? ""
        : String.valueOf(new InvalidDataException(problems).getMessage());
  }

  private static boolean isParquet(DataSpec.Stored file) {
    return file instanceof DataSpec.Table table && table.format() == DataSpec.Format.PARQUET;
  }

  /** The users' networks. */
  private static Stream<OwnModel> own(Grid grid) {
    return grid.blocks().stream()
        .flatMap(block -> block.axes().network().architecture().values().stream())
        .filter(OwnModel.class::isInstance)
        .map(OwnModel.class::cast);
  }

  /** What trials ask of the users' networks. */
  private static Set<ModelNeed> models(Grid grid) {
    var models = new HashSet<ModelNeed>();
    if (own(grid).findAny().isPresent()) {
      grid.kept().forEach(index -> ModelNeed.of(grid.trial(index)).ifPresent(models::add));
    }
    return models;
  }

  /** The largest batch that trials draw from each data set. */
  private static Map<DataSpec.Stored, Integer> batches(Grid grid) {
    var batches = new HashMap<DataSpec.Stored, Integer>();
    if (grid.blocks().stream()
        .flatMap(block -> block.axes().data().values().stream())
        .noneMatch(data -> data.spec() instanceof DataSpec.Stored)) {
      return batches;
    }
    grid.kept()
        .forEach(
            index -> {
              Trial trial = grid.trial(index);
              if (trial.data() instanceof DataSpec.Stored stored) {
                batches.merge(stored, trial.descent().batchSize(), Math::max);
              }
            });
    return batches;
  }
}
