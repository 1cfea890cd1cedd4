package org.gradientatlas.data.file;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Targets;

/**
 * Labels read as numbers that are classes 0 to k - 1.
 *
 * @param targets the classes; k is the greatest label + 1
 * @param notes a word on classes that no example has
 */
record ClassLabels(Targets.Classes targets, List<String> notes) {
  /** Labels from here on are taken for mistakes: each class costs an output unit. */
  static final int MOST_CLASSES = 10_000;

  private static final int MOST_NAMED = 10;

  /** Why a number is not a class. */
  static final String NO_CLASS =
      "is not a class; classes are whole numbers from 0 to " + (MOST_CLASSES - 1);

  /**
   * Reads labels as classes.
   *
   * @param file for messages
   * @param label what the labels are called: {@code column 'class'}; empty if they are the file
   * @param problems those of other cells, to be reported with those of the labels
   * @throws InvalidDataException if a label is no class, or all are the same
   */
  static ClassLabels of(
      String file, double[] labels, String label, Places places, CellProblems problems) {
    for (int i = 0; i < labels.length; i++) {
      if (!Double.isNaN(labels[i]) && !isClass(labels[i])) {
        problems.add(places.of(i), label, DecimalText.of(labels[i]), NO_CLASS + hint(labels));
      }
    }
    problems.raise();
    int[] classes = Arrays.stream(labels).mapToInt(x -> (int) x).toArray();
    var seen = new BitSet();
    Arrays.stream(classes).forEach(seen::set);
    if (seen.cardinality() < 2) {
      throw new InvalidDataException(
          "%s: all %d examples are of class %d; there must be at least two classes"
              .formatted(where(file, label), classes.length, classes[0]));
    }
    return new ClassLabels(
        new Targets.Classes(classes, seen.length()), unseen(where(file, label), seen));
  }

  /** What the labels may be instead. */
  private static String hint(double[] labels) {
    if (Arrays.stream(labels).anyMatch(x -> x != Math.rint(x))) {
      return "; to predict numbers, set data.classification = false";
    }
    return Arrays.stream(labels).allMatch(x -> Math.abs(x) == 1)
        ? "; write 0 in the place of -1"
        : "";
  }

  private static String where(String file, String label) {
    return label.isEmpty() ? file : file + ", " + label;
  }

  private static boolean isClass(double label) {
    return label == Math.rint(label) && label >= 0 && label < MOST_CLASSES;
  }

  private static List<String> unseen(String where, BitSet seen) {
    int missing = seen.length() - seen.cardinality();
    if (missing == 0) {
      return List.of();
    }
    String first =
        java.util.stream.IntStream.range(0, seen.length())
            .filter(i -> !seen.get(i))
            .limit(MOST_NAMED)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", "));
    return List.of(
        "%s: of the classes 0 to %d, %d never occur%s (%s%s), yet each has an output unit"
            .formatted(
                where,
                seen.length() - 1,
                missing,
                missing == 1 ? "s" : "",
                first,
                missing > MOST_NAMED ? ", ..." : ""));
  }
}
