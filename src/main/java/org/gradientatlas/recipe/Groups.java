package org.gradientatlas.recipe;

import java.io.Serializable;
import org.gradientatlas.measure.Moments;

/**
 * The groups of cells that share their values of some axes.
 *
 * @param count how many groups
 * @param squares squared deviations of their means from the mean of all cells, by cells
 */
public record Groups(long count, double squares) implements Serializable {
  static final Groups NONE = new Groups(0, 0);

  /**
   * One group.
   *
   * @param cells moments of the means of its cells
   * @param mean of all cells
   */
  public static Groups of(Moments cells, double mean) {
    double apart = cells.mean() - mean;
    return new Groups(1, cells.count() * apart * apart);
  }

  /** These groups and others. */
  public Groups with(Groups other) {
    return new Groups(count + other.count, squares + other.squares);
  }
}
