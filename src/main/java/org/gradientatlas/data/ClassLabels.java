package org.gradientatlas.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Labels read as numbers, checked to be classes 0 to k - 1. */
public final class ClassLabels {
  /** Labels from here on are taken for mistakes: each class costs an output unit. */
  public static final int MOST_CLASSES = 10_000;

  private ClassLabels() {}

  /**
   * Why labels are not classes. Readers report NaN themselves.
   *
   * @param where describes where a label is
   */
  public static List<String> problems(double[] labels, IntFunction<String> where) {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      double label = labels[i];
      if (!Double.isNaN(label) && !isClass(label)) {
        problems.add(
            where.apply(i)
                + ": "
                + number(label)
                + " is not a class; classes are whole numbers from 0 to at most "
                + (MOST_CLASSES - 1));
      }
    }
    if (Arrays.stream(labels).allMatch(label -> label == 0)) {
      problems.add(where.apply(0) + " and all others: 0; there must be at least two classes");
    }
    return problems;
  }

  /**
   * Examples with their classes, k = greatest label + 1.
   *
   * @param features row-major [labels.length, width]
   * @throws InvalidDataException if there are {@link #problems}
   */
  public static Dataset dataset(
      float[] features, int width, double[] labels, IntFunction<String> where) {
    List<String> problems = problems(labels, where);
    if (!problems.isEmpty()) {
      throw new InvalidDataException(problems);
    }
    int[] classes = Arrays.stream(labels).mapToInt(label -> (int) label).toArray();
    int greatest = Arrays.stream(classes).max().orElse(0);
    return Dataset.ofClasses(features, width, classes, greatest + 1);
  }

  private static boolean isClass(double label) {
    return label == Math.rint(label) && label >= 0 && label < MOST_CLASSES;
  }

  private static String number(double value) {
    return Double.isFinite(value) ? org.gradientatlas.axis.Variant.number(value) : "" + value;
  }
}
