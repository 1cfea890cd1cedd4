package org.gradientatlas.study;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.data.DataSpec;
import org.jspecify.annotations.Nullable;

/** The axes of a grid, in the groups of a {@link Trial}; they vary in the order of {@link #all}. */
public record Axes(
    NetworkAxes network, DescentAxes descent, TrainingAxes training, Axis<DataValue> data)
    implements Serializable {

  /**
   * A value of the data axis: the whole data section. Its keys are not separate axes, because some
   * apply to some types of data only.
   *
   * @param columns the type, and the scalar keys of that type
   */
  public record DataValue(DataSpec spec, Map<String, Serializable> columns)
      implements Serializable {}

  /** All axes, from slowest to fastest varying; the replicate varies faster still. */
  public List<Axis<?>> all() {
    return List.of(
        network.architecture(),
        network.depth(),
        network.width(),
        network.initializer(),
        network.inputInitializer(),
        network.activation(),
        network.normalization(),
        network.residual(),
        descent.clip(),
        descent.learningRate(),
        descent.optimizer(),
        descent.batchSize(),
        network.bias(),
        descent.loss(),
        training.steps(),
        training.engine(),
        training.precision(),
        training.workers().count(),
        training.workers().averagingFrequency(),
        training.workers().batchSize(),
        data);
  }

  /** The number of cells. */
  long cells() {
    return all().stream().mapToLong(axis -> axis.values().size()).reduce(1, Math::multiplyExact);
  }

  /** The cell columns of every table, in the order the schema fixes. */
  List<GridColumn> contractColumns(int replicates) {
    return List.of(
        GridColumn.of("depth", Integer.class, network.depth(), d -> d),
        GridColumn.of("width", Integer.class, network.width(), w -> w),
        GridColumn.of("initializer", String.class, network.initializer(), i -> i),
        GridColumn.of("activation", String.class, network.activation(), a -> a),
        GridColumn.of("clip_kind", String.class, descent.clip(), c -> c.type().label()),
        GridColumn.of(
            "clip_threshold", Double.class, descent.clip(), c -> orNull(ClipRule.threshold(c))),
        GridColumn.of("learning_rate", Double.class, descent.learningRate(), l -> l),
        GridColumn.of("optimizer", String.class, descent.optimizer(), o -> o),
        GridColumn.of(
            "batch_size",
            Integer.class,
            descent.batchSize(),
            b -> training.dataParallel() ? null : b),
        new GridColumn(
            "replicate",
            Integer.class,
            new ArrayList<>(java.util.stream.IntStream.range(0, replicates).boxed().toList()),
            1),
        GridColumn.of("engine", String.class, training.engine(), e -> e.label()),
        GridColumn.of("precision", String.class, training.precision(), p -> p.label()),
        GridColumn.of("normalization", String.class, network.normalization(), n -> n.label()),
        GridColumn.of("residual", String.class, network.residual(), r -> r),
        GridColumn.of("architecture", String.class, network.architecture(), a -> a));
  }

  /**
   * The columns beyond those of every table.
   *
   * @param dataKeys every key of any type of data, with the class of its values
   */
  List<GridColumn> extraColumns(SortedMap<String, Class<?>> dataKeys) {
    var columns = new ArrayList<GridColumn>();
    columns.add(GridColumn.of("bias", Boolean.class, network.bias(), b -> b));
    columns.add(
        GridColumn.of("input_initializer", String.class, network.inputInitializer(), i -> i));
    columns.add(GridColumn.of("loss", String.class, descent.loss(), l -> l.label()));
    columns.add(GridColumn.of("training_steps", Integer.class, training.steps(), s -> s));
    columns.add(parallel("train_workers", training.workers().count()));
    columns.add(parallel("train_averaging_frequency", training.workers().averagingFrequency()));
    columns.add(parallel("train_batch_size_per_worker", training.workers().batchSize()));
    dataKeys.forEach(
        (key, type) ->
            columns.add(
                GridColumn.of(
                    "data_" + key.replace('-', '_'), type, data, d -> d.columns().get(key))));
    return columns;
  }

  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private GridColumn parallel(String name, Axis<Integer> axis) {
    return GridColumn.of(
        name, Integer.class, axis, value -> training.dataParallel() ? value : null);
  }
}
