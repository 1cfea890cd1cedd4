package org.gradientatlas.table.schema;

import java.util.List;
import java.util.function.Function;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.study.Trial;
import org.jspecify.annotations.Nullable;

/** Columns that identify the cell of a row. Every table has them, so that no join is needed. */
final class CellColumns {
  private CellColumns() {}

  static final List<Column<Trial>> ALL =
      List.of(
          Column.text(
              ColumnNames.TRIAL_ID,
              "hash of every setting that decides the trial; equal settings have equal ids",
              t -> t.identity().id()),
          Column.text(ColumnNames.STUDY, "name of the study", t -> t.identity().study()),
          Column.integer(ColumnNames.DEPTH, "hidden layers, or blocks", t -> t.network().depth()),
          Column.integer("width", "units of each hidden layer", t -> t.network().width()),
          Column.text(
              ColumnNames.INITIALIZER,
              "distribution of the initial weights, with parameters in parentheses where "
                  + "they differ from the defaults; model for those of the user's file",
              t -> t.network().initializerLabel()),
          Column.text(
              ColumnNames.ACTIVATION,
              "activation function; model for those of the user's file",
              t -> t.network().activationLabel()),
          Column.text(
              ColumnNames.CLIP_KIND,
              "gradient clipping rule",
              t -> t.descent().clip().type().label()),
          Column.real(
              ColumnNames.CLIP_THRESHOLD,
              "threshold of the clip rule: largest entry for value, largest norm for the "
                  + "norm rules, lambda for agc; null for none",
              t -> ClipRule.threshold(t.descent().clip())),
          Column.real(
              "learning_rate",
              "step size of the optimizer, the same at every step",
              t -> t.descent().learningRate()),
          Column.text("optimizer", "update rule", t -> t.descent().optimizer().label()),
          Column.integer(
              ColumnNames.BATCH_SIZE, "examples of a training step", t -> t.descent().batchSize()),
          Column.integer(
              ColumnNames.REPLICATE,
              "from 0; cells of one replicate share data and base draws of the weights",
              t -> t.identity().replicate()),
          Column.text(
              ColumnNames.ENGINE,
              "implementation that trained it",
              t -> t.training().engine().label()),
          Column.text(
              ColumnNames.PRECISION,
              "floating-point type of the training",
              t -> t.training().precision().label()),
          Column.text(
              "normalization",
              "what is normalized in hidden layers before the activation: none, batch, " + "layer",
              t -> t.network().normalization().label()),
          Column.text(
              ColumnNames.RESIDUAL,
              "skip connections of hidden layers, with parameters in parentheses; none",
              t -> t.network().residual().label()),
          Column.text(
              ColumnNames.ARCHITECTURE,
              "what the network repeats, with settings in parentheses where they differ from the"
                  + " defaults; dense",
              t -> t.network().architecture().label()));

  /**
   * The column of the other axes of a cell.
   *
   * @param note appended to the column's comment
   */
  static <F> Column<F> otherAxes(String note, Function<F, String> axes) {
    String comment =
        "axes beyond the cell columns, from the table axes: bias=false, loss=mse; null for none";
    return Column.text(ColumnNames.OTHER_AXES, comment + note, fact -> orNull(axes.apply(fact)));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
