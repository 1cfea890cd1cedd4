package org.gradientatlas.study.value;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.problem.InvalidValueException;

/** All ways to take one value of each of several lists. */
final class Combinations {
  private Combinations() {}

  /**
   * The combinations; the last list varies fastest.
   *
   * @param what has them, for the error
   * @throws InvalidValueException if there are more than {@link Ranges#MOST}
   */
  static <T> List<List<T>> of(String what, List<? extends List<? extends T>> choices)
      throws InvalidValueException {
    List<List<T>> combinations = List.of(List.of());
    for (List<? extends T> values : choices) {
      var longer = new ArrayList<List<T>>();
      for (List<T> front : combinations) {
        for (T value : values) {
          var combination = new ArrayList<>(front);
          combination.add(value);
          longer.add(combination);
        }
        if (longer.size() > Ranges.MOST) {
          throw new InvalidValueException(what, "has more than " + Ranges.MOST + " combinations");
        }
      }
      combinations = longer;
    }
    return combinations;
  }
}
