package org.gradientatlas.data.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects labels: numbers or, where they are classes, texts. A mixture is a problem. */
final class LabelBuffer {
  private final NumberBuffer numbers;
  private final Map<String, Integer> codes = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private long textCount;
  private long numberCount;
  private int firstText;
  private int firstNumber;

  LabelBuffer(Heap heap) {
    this.numbers = new NumberBuffer(heap);
  }

  /** Adds a number; NaN for a label that is none, and is reported elsewhere. */
  void add(double number) {
    if (!Double.isNaN(number) && numberCount++ == 0) {
      firstNumber = numbers.size();
    }
    numbers.add(number);
  }

  /** Adds a text. */
  void addText(String text) {
    if (textCount++ == 0) {
      firstText = numbers.size();
    }
    numbers.add(codes.computeIfAbsent(text, this::code));
  }

  /** With more texts than there can be classes, the labels are refused: no more are kept. */
  private int code(String text) {
    if (texts.size() <= ClassLabels.MOST_CLASSES) {
      texts.add(text);
    }
    return texts.size() - 1;
  }

  /** All labels as numbers to predict. */
  double[] numbers() {
    return numbers.doubles();
  }

  /**
   * All labels as classes.
   *
   * @param problems those of other cells, to be reported with those of the labels
   */
  ClassLabels classes(String file, String label, Places places, CellProblems problems) {
    double[] all = numbers.doubles();
    if (textCount == 0) {
      return ClassLabels.ofNumbers(file, all, label, places, problems);
    }
    if (numberCount > 0) {
      refuseMixture(all, label, places, problems);
    }
    problems.raise();
    int[] code = Arrays.stream(all).mapToInt(x -> (int) x).toArray();
    return ClassLabels.ofTexts(file, code, texts, label);
  }

  /** What there is less of is the mistake. */
  private void refuseMixture(double[] all, String label, Places places, CellProblems problems) {
    if (textCount <= numberCount) {
      String text = CellProblems.quoted(texts.get((int) all[firstText]));
      problems.add(
          places.of(firstText),
          new CellProblems.Kind(label, "is not a number, as other labels are"),
          text,
          textCount);
    } else {
      String number = DecimalText.of(all[firstNumber]);
      problems.add(
          places.of(firstNumber),
          new CellProblems.Kind(label, "is a number, and other labels are texts"),
          number,
          numberCount);
    }
  }
}
