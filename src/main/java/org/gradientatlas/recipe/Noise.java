package org.gradientatlas.recipe;

import java.io.Serializable;
import org.gradientatlas.measure.Moments;

/**
 * The spread of replicates within cells.
 *
 * @param cells how many
 * @param squares sum of squared deviations from the mean of the cell
 * @param freedom degrees of freedom of the squares
 * @param reciprocals sum of 1 / replicates over the cells
 */
public record Noise(long cells, double squares, long freedom, double reciprocals)
    implements Serializable {
  static final Noise NONE = new Noise(0, 0, 0, 0);

  /** The spread within one cell. */
  public static Noise of(Attempts cell) {
    Moments scores = cell.scores();
    return scores.count() == 0
        ? NONE
        : new Noise(1, scores.squares(), scores.count() - 1, 1.0 / scores.count());
  }

  /** This and the spread within others. */
  public Noise with(Noise other) {
    return new Noise(
        cells + other.cells,
        squares + other.squares,
        freedom + other.freedom,
        reciprocals + other.reciprocals);
  }

  /** Variance of the mean of a cell; 0 if no cell has replicates. */
  double ofMean() {
    return freedom == 0 ? 0 : squares / freedom * reciprocals / cells;
  }
}
