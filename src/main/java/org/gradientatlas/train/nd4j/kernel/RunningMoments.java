package org.gradientatlas.train.nd4j.kernel;

/**
 * Mean and standard deviation in one pass, from sums of distances to the first number: exact when
 * all numbers are equal.
 */
public final class RunningMoments {
  private double shift;
  private double sum;
  private double squares;
  private long count;

  /** Starts over; distances are taken from {@code shift}, one of the numbers or close to them. */
  public void start(double shift) {
    this.shift = shift;
    sum = 0;
    squares = 0;
    count = 0;
  }

  public double shift() {
    return shift;
  }

  /** The sum of squared distances from {@link #shift}. */
  public double squares() {
    return squares;
  }

  public void add(double value) {
    double distance = value - shift;
    add(1, distance, distance * distance);
  }

  /** Adds several numbers by the sums of their distances from {@link #shift} and of the squares. */
  public void add(long count, double sum, double squares) {
    this.count += count;
    this.sum += sum;
    this.squares += squares;
  }

  /** Adds what another has, whatever it takes its distances from. */
  public void add(RunningMoments other) {
    double apart = other.shift - shift;
    double moved = other.sum + other.count * apart;
    add(other.count, moved, other.squares + apart * (2 * other.sum + other.count * apart));
  }

  /** How many numbers. */
  public long count() {
    return count;
  }

  /** Rescales the result as if all numbers had been multiplied by a factor. */
  public void scale(double factor) {
    shift *= factor;
    sum *= factor;
    squares *= factor * factor;
  }

  public double mean() {
    return shift + sum / count;
  }

  /** The root of the sum of squares. */
  public double l2() {
    return Math.sqrt(Math.max(0, squares + shift * (2 * sum + count * shift)));
  }

  public double sd() {
    double mean = sum / count;
    double variance = squares / count - mean * mean;
    return Math.sqrt(variance < 0 ? 0 : variance);
  }
}
