package org.gradientatlas.spark.stored;

/** A mean of the numbers that there are. */
public final class Mean {
  private double sum;
  private int count;

  /** Adds a number; NaN is left out. */
  public void add(double number) {
    if (!Double.isNaN(number)) {
      sum += number;
      count++;
    }
  }

  /** Adds a decimal logarithm; a number that has none is left out. */
  public void addLog(double number) {
    if (number > 0) {
      add(StrictMath.log10(number));
    }
  }

  /** Adds the numbers of another. */
  public void add(Mean other) {
    sum += other.sum;
    count += other.count;
  }

  /** How many numbers there are. */
  public int count() {
    return count;
  }

  /** The mean; NaN of no numbers. */
  public double mean() {
    return sum / count;
  }
}
