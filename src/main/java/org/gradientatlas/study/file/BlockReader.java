package org.gradientatlas.study.file;

import com.typesafe.config.Config;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.Architecture;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.study.Axes;
import org.gradientatlas.study.Axis;
import org.gradientatlas.study.DescentAxes;
import org.gradientatlas.study.GridColumn;
import org.gradientatlas.study.NetworkAxes;
import org.gradientatlas.study.TrainingAxes;
import org.gradientatlas.study.TrainingAxes.WorkerAxes;
import org.gradientatlas.study.hocon.Source;
import org.gradientatlas.study.value.ArchitectureReader;
import org.gradientatlas.study.value.ValueType;

/** Reads a grid, or one block of it, together with the fixed values in training and data. */
final class BlockReader {
  /** Keys of training that hold for the whole study. */
  static final List<String> NEVER_AXES =
      List.of("record", "jacobian-examples", "trial-timeout", "blas-kernel");

  private static final List<String> ALWAYS_IN_IDS =
      List.of("training.engine", "training.precision");

  private final Section grid;
  private final Section training;
  private final Section variedTraining;
  private final Section train;
  private final Section variedTrain;
  private final DataReader data;
  private final String directory;
  private double listed = 1;
  private double trials;
  private long stride;

  /**
   * @param root the study
   * @param grid the block
   * @param overrides whether a block's values override the study's fixed ones rather than conflict
   *     with them
   */
  BlockReader(Section root, Section grid, boolean overrides, String directory) {
    Config defaults = Source.defaults();
    this.grid = grid;
    variedTraining = grid.section("training", defaults.getObject("training"));
    Section variedData = grid.section("data", defaults.getObject("data"));
    this.directory = directory;
    variedTrain = grid.section("train", defaults.getObject("train"));
    Section fixedTrain = root.section("train");
    train = overrides ? fixedTrain.without(variedTrain) : fixedTrain;
    Section fixedTraining = root.section("training");
    Section fixedData = root.section("data");
    training = overrides ? fixedTraining.without(variedTraining) : fixedTraining;
    data =
        new DataReader(
            overrides ? fixedData.without(variedData) : fixedData,
            variedData,
            overrides,
            defaults.getObject(StudyReader.DATA_TYPES),
            directory);
  }

  /** Number of cells, including duplicates. */
  double listed() {
    return listed;
  }

  /** Number of distinct trials. */
  double trials() {
    return trials;
  }

  /** The types of data it uses. */
  Collection<DataType> dataTypes() {
    return data.types();
  }

  /** The values of the data keys. */
  SortedMap<String, List<? extends Serializable>> dataKeys() {
    return data.keys();
  }

  /** Reads the axes from fastest to slowest, in the order in which strides grow. */
  Axes read(int replicates, RecordSchedule record) {
    refuseUnknownKeys();
    stride = replicates;
    trials = replicates;
    data.read();
    var spec = new Axis<>("data", data.values(), data.settings(), stride);
    advance(data.listed(), data.values().size());
    var batchSizePerWorker = train("batch-size-per-worker", ValueType.whole(1));
    var averagingFrequency = train("averaging-frequency", ValueType.whole(1));
    var workers = train("workers", ValueType.whole(1));
    var precision = training("precision", ValueType.named(Precision.class, "precision"));
    var engine = training("engine", ValueType.named(EngineKind.class, "engine"));
    var steps = training("steps", ValueType.whole(0));
    var loss = axis("loss", ValueType.named(Loss.class, "loss"));
    var bias = axis("bias", ValueType.flag());
    var batchSize = axis("batch-size", ValueType.whole(1));
    var optimizer = axis("optimizer", ValueType.variant(Optimizer.class, "optimizer"));
    var learningRate = axis("learning-rate", ValueType.above(0));
    var clip = axis("clip", ValueType.variant(ClipRule.class, "clip rule"));
    var residual = axis("residual", ValueType.variant(Residual.class, "residual"));
    var normalization =
        axis("normalization", ValueType.named(Normalization.class, "normalization"));
    var activation = axis("activation", ValueType.variant(Activation.class, "activation"));
    ValueType<Variant<Initializer>> initializers =
        ValueType.variant(Initializer.class, "initializer");
    var inputInitializer = axis("input-initializer", initializers);
    var initializer = axis("initializer", initializers);
    var width = axis("width", ValueType.whole(1));
    var depth = axis("depth", ValueType.whole(1));
    var architecture = placed(axis("architecture", ArchitectureReader.KIND));
    new ParallelCheck(grid, variedTraining, train, variedTrain).check(engine.values());
    long largestBatch =
        engine.values().contains(EngineKind.DL4J_SPARK)
            ? (long) largest(workers) * largest(batchSizePerWorker)
            : largest(batchSize);
    checkTogether(spec.values(), engine.values(), largestBatch, loss.values());
    var sizes = new SizeCheck(grid, training, data);
    sizes.checkNetwork(depth.values(), width.values(), largestBatch);
    sizes.checkRecords(depth.values(), steps.values(), record);
    spec.values().forEach(value -> sizes.checkData(value.spec(), width.values()));
    var remedies = new RemedyCheck(grid);
    remedies.checkEngines(engine.values(), normalization.values(), residual.values());
    remedies.checkGroups(normalization.values(), batchSize.values(), width.values());
    new InitializerCheck(grid, initializer.values(), inputInitializer.values())
        .check(bias.values(), normalization.values());
    var network =
        new NetworkAxes(
            depth,
            width,
            initializer,
            activation,
            normalization,
            residual,
            bias,
            architecture,
            inputInitializer);
    if (grid.isRead("architecture", ArchitectureReader.KIND)) {
      new ArchitectureCheck(grid).check(network, engine.values(), spec.values());
    }
    return new Axes(
        network,
        new DescentAxes(clip, learningRate, optimizer, batchSize, loss),
        new TrainingAxes(
            steps,
            engine,
            precision,
            new WorkerAxes(workers, averagingFrequency, batchSizePerWorker)),
        spec);
  }

  /** The same with the places of the users' models. */
  private Axis<Architecture> placed(Axis<Architecture> axis) {
    List<Architecture> values =
        axis.values().stream()
            .map(
                value ->
                    value instanceof OwnModel own
                        ? own.at(StudyPath.resolve(directory, own.model()))
                        : value)
            .toList();
    return new Axis<>(axis.key(), values, axis.settings(), axis.stride());
  }

  private void refuseUnknownKeys() {
    var axes = new TreeSet<>(grid.known());
    axes.addAll(List.of("training", "train", "data"));
    grid.allowOnly(axes);
    for (String key : NEVER_AXES) {
      if (variedTraining.has(key)) {
        variedTraining.problem(
            key, new InvalidValueException("", "cannot be an axis; write it into training"));
      }
    }
    variedTraining.allowOnly(variedTraining.known());
    variedTrain.allowOnly(variedTrain.known());
  }

  private <T extends Serializable> Axis<T> axis(String key, ValueType<T> kind) {
    return axis(key, grid.several(key, kind), grid.fallback(key, kind));
  }

  private <T extends Serializable> Axis<T> training(String key, ValueType<T> kind) {
    List<T> values = Section.axisOrOne(variedTraining, training, key, kind);
    return axis("training." + key, values, training.fallback(key, kind));
  }

  private Axis<Integer> train(String key, ValueType<Integer> kind) {
    List<Integer> values = Section.axisOrOne(variedTrain, train, key, kind);
    return axis("train." + key, values, train.fallback(key, kind));
  }

  private static int largest(Axis<Integer> axis) {
    return axis.values().stream().max(Integer::compare).orElseThrow();
  }

  private <T extends Serializable> Axis<T> axis(String key, List<T> values, T fallback) {
    List<T> distinct = values.stream().distinct().toList();
    List<List<String>> settings =
        distinct.stream()
            .map(
                value ->
                    value.equals(fallback) && !ALWAYS_IN_IDS.contains(key)
                        ? List.<String>of()
                        : List.of(key + "=" + GridColumn.text(value)))
            .toList();
    var axis = new Axis<>(key, distinct, settings, stride);
    advance(values.size(), distinct.size());
    return axis;
  }

  /** Doubles, because the product may overflow a long; that is reported as a problem. */
  private void advance(long listedValues, int values) {
    listed *= listedValues;
    trials *= values;
    stride *= values;
  }

  /** Checks values that are valid by themselves but not in combination. */
  private void checkTogether(
      List<Axes.DataValue> values, List<EngineKind> engines, long batch, List<Loss> losses) {
    String key = engines.contains(EngineKind.DL4J_SPARK) ? ParallelCheck.EXAMPLES : "batch-size";
    for (var value : values) {
      new DataCheck(value.spec(), grid, data).check(key, batch, losses);
    }
  }
}
