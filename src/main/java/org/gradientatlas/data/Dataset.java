package org.gradientatlas.data;

import java.io.Serializable;
import org.gradientatlas.axis.architecture.InputShape;

/**
 * Examples as a network sees them, in memory. Equal only if the arrays are the same objects.
 *
 * @param features one row per example, row-major [examples, shape.size()]
 * @param shape of one example
 * @param targets one per example
 */
@SuppressWarnings("ArrayRecordComponent")
public record Dataset(float[] features, InputShape shape, Targets targets) implements Serializable {
  /** Examples without an order among their numbers. */
  public Dataset(float[] features, int width, Targets targets) {
    this(features, new InputShape.Flat(width), targets);
  }

  /**
   * @throws IllegalArgumentException if features and targets do not hold the same number of whole
   *     rows
   */
  public Dataset {
    int width = shape.size();
    if (width < 1
        || targets.width() < 1
        || features.length % width != 0
        || features.length / width != targets.size()) {
      throw new IllegalArgumentException(
          features.length
              + " features of width "
              + width
              + " do not go with "
              + targets.size()
              + " targets of width "
              + targets.width());
    }
  }

  /** A data set with classes 0 to {@code classes} - 1. */
  public static Dataset ofClasses(float[] features, int width, int[] labels, int classes) {
    return new Dataset(features, width, new Targets.Classes(labels, classes));
  }

  /**
   * A data set with real-valued targets.
   *
   * @param targets row-major [examples, outputs]
   */
  public static Dataset ofNumbers(float[] features, int width, double[] targets, int outputs) {
    return new Dataset(features, width, new Targets.Numbers(targets, outputs));
  }

  /** The number of examples. */
  public int size() {
    return targets.size();
  }

  /** Numbers per example. */
  public int width() {
    return shape.size();
  }

  /** Numbers per target, the width of the output layer. */
  public int outputs() {
    return targets.width();
  }

  /** Targets per example: instants at which there is one. */
  public int steps() {
    return targets.steps();
  }

  /** Whether the targets are classes, so that accuracy has a meaning. */
  public boolean classification() {
    return targets instanceof Targets.Labelled;
  }

  /**
   * The class of an example that has one.
   *
   * @throws ClassCastException if the targets are numbers
   * @throws IllegalStateException if it has several
   */
  public int label(int example) {
    return ((Targets.Labelled) targets).label(example);
  }

  /**
   * The class of an example at one of its steps.
   *
   * @throws ClassCastException if the targets are numbers
   */
  public int label(int example, int step) {
    return ((Targets.Labelled) targets).label(example, step);
  }

  /** The mean of x^2 over all features of all examples. */
  public double meanSquare() {
    double sum = 0;
    for (float x : features) {
      sum += (double) x * x;
    }
    return sum / features.length;
  }

  /** Memory of the numbers. */
  public long bytes() {
    return (long) Float.BYTES * features.length + targets.bytes();
  }
}
