package org.gradientatlas.data;

import java.io.Serializable;

/**
 * Examples in memory. Equal only if the arrays are the same objects.
 *
 * @param features one row per example, row-major [examples, width]
 * @param width numbers per example
 * @param targets one row per example, row-major [examples, outputs]; one-hot rows for
 *     classification
 * @param outputs numbers per target, the width of the output layer
 * @param classification whether the targets are classes, so that accuracy has a meaning
 */
@SuppressWarnings("ArrayRecordComponent")
public record Dataset(
    float[] features, int width, double[] targets, int outputs, boolean classification)
    implements Serializable {

  /**
   * @throws IllegalArgumentException if the two arrays do not hold the same number of whole rows
   */
  public Dataset {
    if (width < 1
        || outputs < 1
        || features.length % width != 0
        || targets.length % outputs != 0
        || features.length / width != targets.length / outputs) {
      throw new IllegalArgumentException(
          features.length
              + " features of width "
              + width
              + " do not go with "
              + targets.length
              + " targets of width "
              + outputs);
    }
  }

  /** A data set with classes 0 to {@code classes} - 1. */
  public static Dataset ofClasses(float[] features, int width, int[] labels, int classes) {
    double[] targets = new double[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      targets[i * classes + labels[i]] = 1;
    }
    return new Dataset(features, width, targets, classes, true);
  }

  /** The number of examples. */
  public int size() {
    return features.length / width;
  }

  /** The mean of x^2 over all features of all examples. */
  public double meanSquare() {
    double sum = 0;
    for (float x : features) {
      sum += (double) x * x;
    }
    return sum / features.length;
  }

  /** The index of an example's largest target: its class. */
  public int label(int example) {
    int best = 0;
    for (int i = 1; i < outputs; i++) {
      if (targets[example * outputs + i] > targets[example * outputs + best]) {
        best = i;
      }
    }
    return best;
  }
}
