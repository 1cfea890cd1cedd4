package org.gradientatlas.spark.summary;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The effects of all changes of one axis in a study. */
final class Effects {
  /** Otherwise an axis with many values would fill the table. */
  private static final int MOST_OF_AN_AXIS = 3;

  private final Map<String, Effect> byChange = new HashMap<>();

  void add(Effect ofPair) {
    byChange.merge(ofPair.change(), ofPair, Effect::merge);
  }

  /** The strongest effects first; empty if no axis varies. */
  List<Effect> strongest(int most) {
    var ofAxis = new HashMap<String, Integer>();
    return byChange.values().stream()
        .filter(Effect::measured)
        .sorted(
            Comparator.comparingDouble(Effect::strength).reversed().thenComparing(Effect::change))
        .filter(effect -> ofAxis.merge(effect.axis(), 1, Integer::sum) <= MOST_OF_AN_AXIS)
        .limit(most)
        .toList();
  }
}
