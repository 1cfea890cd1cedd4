package org.gradientatlas.study;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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
import org.gradientatlas.data.DataSpec;

/** The axes of a grid, from the slowest to the fastest; the replicate is faster still. */
public record Axes(
    Axis<Integer> depth,
    Axis<Integer> width,
    Axis<Variant<Initializer>> initializer,
    Axis<Variant<Activation>> activation,
    Axis<Normalization> normalization,
    Axis<Variant<Residual>> residual,
    Axis<Variant<ClipRule>> clip,
    Axis<Double> learningRate,
    Axis<Variant<Optimizer>> optimizer,
    Axis<Integer> batchSize,
    Axis<Boolean> bias,
    Axis<Loss> loss,
    Axis<Integer> steps,
    Axis<EngineKind> engine,
    Axis<Precision> precision,
    Axis<Integer> workers,
    Axis<Integer> averagingFrequency,
    Axis<Integer> batchSizePerWorker,
    Axis<DataValue> data)
    implements Serializable {

  /**
   * A value of the data axis: all of the data section. Its keys are no axes of their own, because a
   * key has a meaning for some types of data only.
   *
   * @param columns type, and the scalar keys of that type
   */
  public record DataValue(DataSpec spec, Map<String, Serializable> columns)
      implements Serializable {}

  /** All of them, in that order. */
  public List<Axis<?>> all() {
    return List.of(
        depth,
        width,
        initializer,
        activation,
        normalization,
        residual,
        clip,
        learningRate,
        optimizer,
        batchSize,
        bias,
        loss,
        steps,
        engine,
        precision,
        workers,
        averagingFrequency,
        batchSizePerWorker,
        data);
  }

  /** Whether Deeplearning4j Spark trains all of it; else nothing of it. */
  public boolean dataParallel() {
    return engine.values().contains(EngineKind.DL4J_SPARK);
  }

  private GridColumn parallel(String name, Axis<Integer> axis) {
    return GridColumn.of(name, Integer.class, axis, value -> dataParallel() ? value : null);
  }

  /** The number of cells. */
  long cells() {
    return all().stream().mapToLong(axis -> axis.values().size()).reduce(1, Math::multiplyExact);
  }

  /** The cell columns that every table has, in the order of the contract. */
  List<GridColumn> contractColumns(int replicates) {
    return List.of(
        GridColumn.of("depth", Integer.class, depth, d -> d),
        GridColumn.of("width", Integer.class, width, w -> w),
        GridColumn.of("initializer", String.class, initializer, i -> i),
        GridColumn.of("activation", String.class, activation, a -> a),
        GridColumn.of("clip_kind", String.class, clip, c -> c.type().label()),
        GridColumn.of(
            "clip_threshold",
            Double.class,
            clip,
            c -> c.values().isEmpty() ? null : c.values().get(0)),
        GridColumn.of("learning_rate", Double.class, learningRate, l -> l),
        GridColumn.of("optimizer", String.class, optimizer, o -> o),
        GridColumn.of("batch_size", Integer.class, batchSize, b -> dataParallel() ? null : b),
        new GridColumn(
            "replicate",
            Integer.class,
            new ArrayList<>(java.util.stream.IntStream.range(0, replicates).boxed().toList()),
            1),
        GridColumn.of("engine", String.class, engine, e -> e.label()),
        GridColumn.of("precision", String.class, precision, p -> p.label()),
        GridColumn.of("normalization", String.class, normalization, n -> n.label()),
        GridColumn.of("residual", String.class, residual, r -> r));
  }

  /**
   * The columns beyond the contract.
   *
   * @param dataKeys every key that some type of data has, with the class of its values
   */
  List<GridColumn> extraColumns(SortedMap<String, Class<?>> dataKeys) {
    var columns = new ArrayList<GridColumn>();
    columns.add(GridColumn.of("bias", Boolean.class, bias, b -> b));
    columns.add(GridColumn.of("loss", String.class, loss, l -> l.label()));
    columns.add(GridColumn.of("training_steps", Integer.class, steps, s -> s));
    columns.add(parallel("train_workers", workers));
    columns.add(parallel("train_averaging_frequency", averagingFrequency));
    columns.add(parallel("train_batch_size_per_worker", batchSizePerWorker));
    dataKeys.forEach(
        (key, type) ->
            columns.add(
                GridColumn.of(
                    "data_" + key.replace('-', '_'), type, data, d -> d.columns().get(key))));
    return columns;
  }
}
