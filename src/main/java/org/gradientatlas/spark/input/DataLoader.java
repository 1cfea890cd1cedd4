package org.gradientatlas.spark.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Missing;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.file.CsvTable;
import org.gradientatlas.data.file.IdxFile;
import org.gradientatlas.data.file.LibsvmTable;
import org.gradientatlas.data.file.RoundingNotes;
import org.gradientatlas.data.file.ScalingCheck;
import org.gradientatlas.data.file.StoredData;
import org.gradientatlas.data.file.TableReader;
import org.gradientatlas.spark.session.MemoryMessage;
import org.gradientatlas.spark.session.SparkCall;
import org.gradientatlas.storage.AccessFailure;
import org.gradientatlas.storage.Location;
import org.gradientatlas.storage.LocationException;
import org.gradientatlas.study.RandomStreams;
import org.gradientatlas.study.RandomStreams.Purpose;

/** Reads and checks the files of a study on the driver, before anything is trained. */
public final class DataLoader {
  private final SparkSession spark;
  private final DataFiles files;

  /**
   * @param output where the study's tables go
   */
  public DataLoader(SparkSession spark, Path output) {
    var hadoop = spark.sessionState().newHadoopConf();
    this.spark = spark;
    this.files =
        new DataFiles(
            new TrustedFileSystems(hadoop, spark.sparkContext().getConf(), output.toUri()),
            hadoop,
            output);
  }

  /**
   * Reads each file once, and gives it to the executors.
   *
   * @param batches the largest batch that is drawn from each
   * @param seed of the study
   * @param replicates how often the data is split
   * @throws InvalidDataException naming every problem of every file
   */
  public TrialData load(Map<DataSpec.Stored, Integer> batches, long seed, int replicates) {
    Map<DataSpec.Stored, StoredData> read = new HashMap<>();
    List<String> problems = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (DataSpec.Stored spec :
        batches.keySet().stream()
            .sorted(Comparator.comparing(DataSpec.Stored::toString))
            .toList()) {
      try {
        StoredData data = read.computeIfAbsent(spec.file(), this::read);
        data.check(spec, batches.getOrDefault(spec, 1));
        notes.addAll(notes(spec, data));
        IntFunction<UniformRandomProvider> random =
            replicate -> new RandomStreams(seed, replicate).stream(Purpose.DATA, 0);
        problems.addAll(ScalingCheck.problems(data, spec, replicates, random));
      } catch (InvalidDataException e) {
        problems.addAll(e.problems());
      }
    }
    raise(problems);
    return share(read, notes.stream().distinct().sorted().toList());
  }

  private TrialData share(Map<DataSpec.Stored, StoredData> read, List<String> notes) {
    Map<DataSpec.Stored, RawData> raw = new HashMap<>();
    var digests = new TreeMap<String, String>();
    var classes = new TreeMap<String, List<String>>();
    read.forEach(
        (file, data) -> {
          raw.put(file, data.raw());
          digests.put(name(file), data.raw().digest());
          if (!data.classes().isEmpty()) {
            classes.put(name(file), data.classes());
          }
        });
    return TrialData.of(
        JavaSparkContext.fromSparkContext(spark.sparkContext()), raw, notes, digests, classes);
  }

  /** What tells a data set from the others of a study. */
  private static String name(DataSpec.Stored file) {
    if (file instanceof DataSpec.Idx idx) {
      return idx.images() + " with " + idx.labels();
    }
    var table = (DataSpec.Table) file;
    String features =
        table.featureColumns().isEmpty() ? "" : String.join(", ", table.featureColumns()) + "; ";
    String ignored =
        table.ignoredColumns().isEmpty()
            ? ""
            : "; without " + String.join(", ", table.ignoredColumns());
    String missing =
        table.missing() == Missing.REFUSE ? "" : "; missing = " + table.missing().label();
    return "%s (%s%s%s%s)".formatted(table.path(), features, table.labelColumn(), ignored, missing);
  }

  /** Whether features that are not standardized keep apart what differs. */
  private static List<String> notes(DataSpec.Stored spec, StoredData data) {
    var notes = new ArrayList<>(data.notes());
    if (!spec.standardize()) {
      notes.addAll(new RoundingNotes(data).lines());
    }
    return notes;
  }

  private static void raise(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidDataException(problems.stream().distinct().toList());
    }
  }

  /** Whatever goes wrong with a user's file is one line. */
  StoredData read(DataSpec.Stored file) {
    try {
      return SparkCall.ask(
          () -> file instanceof DataSpec.Idx idx ? idx(idx) : table((DataSpec.Table) file),
          failure -> {
            if (failure instanceof SparkThrowable && !isOfMemory(failure)) {
              throw unreadable(file, failure);
            }
          });
    } catch (LocationException e) {
      throw new InvalidDataException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static boolean isOfMemory(Throwable failure) {
    return Stream.iterate(failure, e -> e != null, Throwable::getCause)
        .anyMatch(e -> MemoryMessage.of(e).isPresent());
  }

  private static InvalidDataException unreadable(DataSpec.Stored file, Exception failure) {
    String path = file instanceof DataSpec.Idx idx ? idx.images() : ((DataSpec.Table) file).path();
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new InvalidDataException(path + " cannot be read: " + AccessFailure.reason(root));
  }

  private StoredData idx(DataSpec.Idx idx) throws IOException {
    var read = new ArrayList<IdxFile>();
    var problems = new ArrayList<String>();
    for (String path : List.of(idx.images(), idx.labels())) {
      try {
        read.add(IdxFile.read(DataFiles.file(files.at(path))));
      } catch (InvalidDataException e) {
        problems.addAll(e.problems());
      } catch (IOException e) {
        problems.add(path + " cannot be read: " + AccessFailure.reason(e));
      } catch (LocationException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    raise(problems);
    return IdxFile.dataset(read.get(0), read.get(1));
  }

  private StoredData table(DataSpec.Table table) throws IOException {
    List<Location> found = files.below(table.path());
    if (table.format() == DataSpec.Format.PARQUET) {
      return new ParquetTable(spark, table, found).read();
    }
    TableReader text =
        table.format() == DataSpec.Format.CSV ? new CsvTable(table) : new LibsvmTable(table);
    var problems = new ArrayList<String>();
    for (Location file : found) {
      try {
        text.read(DataFiles.file(file));
      } catch (InvalidDataException e) {
        problems.addAll(e.problems());
      } catch (LocationException e) {
        problems.add(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        problems.add(file.text() + " cannot be read: " + AccessFailure.reason(e));
      }
    }
    raise(problems);
    return text.data();
  }
}
