package org.gradientatlas.data.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Targets;

/**
 * Labels as classes 0 to k - 1. Labels that are whole numbers from 0 are their own classes. All
 * others are numbered in ascending order: numbers by their size, texts by their characters.
 *
 * @param targets the classes
 * @param names the label of each class
 * @param notes a word on classes whose number is not their label, or that no example has
 */
record ClassLabels(Targets.Classes targets, List<String> names, List<String> notes) {
  /** More are taken for a mistake: each class costs an output unit. */
  static final int MOST_CLASSES = 10_000;

  private static final int MOST_NAMED = 10;

  /** In fewer examples, many different labels are no sign of anything. */
  private static final int FEW = 20;

  /** Why a number is not a class. */
  private static final String NO_CLASS =
      "is not a class; classes are whole numbers or texts; to predict numbers, set"
          + " data.classification = false";

  /**
   * Reads numbers as classes.
   *
   * @param file for messages
   * @param label what the labels are called: {@code column 'class'}; empty if they are the file
   * @param problems those of other cells, to be reported with those of the labels
   * @throws InvalidDataException if a label is no class, or all are the same
   */
  static ClassLabels ofNumbers(
      String file, double[] labels, String label, Places places, CellProblems problems) {
    for (int i = 0; i < labels.length; i++) {
      if (!Double.isNaN(labels[i]) && labels[i] != Math.rint(labels[i])) {
        problems.add(places.of(i), label, DecimalText.of(labels[i]), NO_CLASS);
      }
    }
    problems.raise();
    String where = where(file, label);
    Set<Double> seen = new HashSet<>();
    Arrays.stream(labels).forEach(x -> seen.add(x + 0.0)); // -0 is 0
    var distinct = new TreeSet<>(seen);
    List<String> names = distinct.stream().map(DecimalText::of).toList();
    requireClasses(where, labels.length, names);
    if (distinct.first() == 0 && distinct.last() < MOST_CLASSES) {
      return asTheyAre(where, labels, distinct);
    }
    Map<Double, Integer> numbers = new HashMap<>();
    distinct.forEach(x -> numbers.put(x, numbers.size()));
    int[] classes =
        Arrays.stream(labels).mapToInt(x -> numbers.getOrDefault(x + 0.0, -1)).toArray();
    return numbered(where, classes, names, manyNumbers(where, labels.length, names.size()));
  }

  /**
   * Reads texts as classes.
   *
   * @param codes which text each label is
   * @throws InvalidDataException if all are the same
   */
  static ClassLabels ofTexts(String file, int[] codes, List<String> texts, String label) {
    String where = where(file, label);
    List<String> names = texts.stream().sorted().toList();
    requireClasses(where, codes.length, names);
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    int[] ranks = texts.stream().mapToInt(text -> numbers.getOrDefault(text, -1)).toArray();
    int[] classes = Arrays.stream(codes).map(code -> ranks[code]).toArray();
    List<String> notes =
        isMany(codes.length, names.size())
            ? List.of(
                "%s: %d of %d labels differ, as names of examples do; data.label names the column of the classes"
                    .formatted(where, names.size(), codes.length))
            : List.of();
    return numbered(where, classes, names, notes);
  }

  private static void requireClasses(String where, int examples, List<String> names) {
    if (names.size() < 2) {
      throw new InvalidDataException(
          "%s: all %d examples are of class %s; there must be at least two classes"
              .formatted(where, examples, names.get(0)));
    }
    if (names.size() > MOST_CLASSES) {
      throw new InvalidDataException(
          "%s: more than %d different labels; to predict numbers, set data.classification = false"
              .formatted(where, MOST_CLASSES));
    }
  }

  private static ClassLabels asTheyAre(String where, double[] labels, TreeSet<Double> distinct) {
    int[] classes = Arrays.stream(labels).mapToInt(x -> (int) x).toArray();
    int count = (int) (double) distinct.last() + 1;
    var notes = new ArrayList<>(unseen(where, distinct, count));
    notes.addAll(manyNumbers(where, labels.length, distinct.size()));
    return new ClassLabels(
        new Targets.Classes(classes, count),
        IntStream.range(0, count).mapToObj(String::valueOf).toList(),
        notes);
  }

  private static ClassLabels numbered(
      String where, int[] classes, List<String> names, List<String> notes) {
    String mapping =
        IntStream.range(0, Math.min(MOST_NAMED, names.size()))
            .mapToObj(i -> CellProblems.quoted(names.get(i)) + " is " + i)
            .collect(Collectors.joining(", "));
    var all = new ArrayList<>(notes);
    all.add(
        "%s: labels are numbered as classes: %s%s"
            .formatted(where, mapping, names.size() > MOST_NAMED ? ", ..." : ""));
    return new ClassLabels(new Targets.Classes(classes, names.size()), names, all);
  }

  private static boolean isMany(int examples, int labels) {
    return examples >= FEW && labels > examples / 2;
  }

  private static List<String> manyNumbers(String where, int examples, int labels) {
    return isMany(examples, labels)
        ? List.of(
            "%s: %d of %d labels differ, as numbers to predict do; data.classification = false predicts them"
                .formatted(where, labels, examples))
        : List.of();
  }

  private static String where(String file, String label) {
    return label.isEmpty() ? file : file + ", " + label;
  }

  private static List<String> unseen(String where, Set<Double> seen, int count) {
    int missing = count - seen.size();
    if (missing == 0) {
      return List.of();
    }
    String first =
        IntStream.range(0, count)
            .filter(i -> !seen.contains((double) i))
            .limit(MOST_NAMED)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", "));
    return List.of(
        "%s: of the classes 0 to %d, %d never occur%s (%s%s), yet each has an output unit"
            .formatted(
                where,
                count - 1,
                missing,
                missing == 1 ? "s" : "",
                first,
                missing > MOST_NAMED ? ", ..." : ""));
  }
}
