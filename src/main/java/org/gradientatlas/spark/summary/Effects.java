package org.gradientatlas.spark.summary;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** The effects of all changes of one axis in a study. */
final class Effects {
  /** Otherwise an axis with many values would fill the table. */
  private static final int MOST_OF_AN_AXIS = 3;

  private Effects() {}

  /** The strongest effects first; empty if no axis varies. */
  static List<Effect> strongest(JavaRDD<ContrastOfCells> contrasts, int most) {
    var ofAxis = new HashMap<String, Integer>();
    return contrasts
        .map(Effect::of)
        .mapToPair(effect -> new Tuple2<>(effect.change(), effect))
        .reduceByKey(Effect::merge)
        .values()
        .filter(Effect::measured)
        .collect()
        .stream()
        .sorted(
            Comparator.comparingDouble(Effect::strength).reversed().thenComparing(Effect::change))
        .filter(effect -> ofAxis.merge(effect.axis(), 1, Integer::sum) <= MOST_OF_AN_AXIS)
        .limit(most)
        .toList();
  }
}
