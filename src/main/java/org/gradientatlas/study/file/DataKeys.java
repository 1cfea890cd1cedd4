package org.gradientatlas.study.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.gradientatlas.data.ImageView;
import org.gradientatlas.data.Missing;
import org.gradientatlas.study.value.ValueType;

/**
 * What the keys of the data may be. Several types have a key of one name, as a rule with the same
 * values.
 */
final class DataKeys {
  static final String FRACTION = "validation-fraction";
  static final String STANDARDIZE = "standardize";
  static final String STANDARDIZE_TARGET = "standardize-target";
  static final String TIME_STEPS = "time-steps";

  /** As many classes as a file may have. */
  private static final int MOST_SYMBOLS = 10_000;

  private static final ValueType<String> TEXT = ValueType.text("(?s).*", "text");

  private static final Map<String, ValueType<?>> USUAL =
      Map.ofEntries(
          Map.entry("as", ValueType.named(ImageView.class, "view of images")),
          Map.entry("channels", ValueType.whole(1)),
          Map.entry("classes", ValueType.whole(2)),
          Map.entry("classification", ValueType.flag()),
          Map.entry("depth", ValueType.whole(0)),
          Map.entry("examples", ValueType.whole(2)),
          Map.entry("features", ValueType.whole(1)),
          Map.entry("height", ValueType.whole(1)),
          Map.entry("images", TEXT),
          Map.entry("label", TEXT),
          Map.entry("labels", TEXT),
          Map.entry("length", ValueType.whole(1)),
          Map.entry("missing", ValueType.named(Missing.class, "way with missing cells")),
          Map.entry("noise", ValueType.within(0, Double.POSITIVE_INFINITY)),
          Map.entry("outputs", ValueType.whole(1)),
          Map.entry("path", TEXT),
          Map.entry("strongest", ValueType.above(0)),
          Map.entry("symbols", ValueType.whole(1, MOST_SYMBOLS)),
          Map.entry("turns", ValueType.above(0)),
          Map.entry("variance", ValueType.above(0)),
          Map.entry("weakest", ValueType.above(0)),
          Map.entry("width", ValueType.whole(1)),
          Map.entry(FRACTION, ValueType.within(0, 1)),
          Map.entry(STANDARDIZE, ValueType.flag()),
          Map.entry(STANDARDIZE_TARGET, ValueType.flag()),
          Map.entry(TIME_STEPS, ValueType.whole(1)));

  private static final ValueType<Integer> POWER_OF_TWO =
      ValueType.numbers(
          Integer.class,
          "a power of two of at most 1024",
          x -> x >= 1 && x <= 1024 && Long.bitCount((long) x) == 1 && x == Math.rint(x),
          x -> (int) x);

  private DataKeys() {}

  /** Keys of data that is split and may be standardized, as all but the white inputs are. */
  static Map<String, ValueType<?>> prepared(String... own) {
    Map<String, ValueType<?>> keys = usual(own);
    keys.putAll(usual(FRACTION, STANDARDIZE));
    return keys;
  }

  /** Keys of a table whose columns have names. */
  static Map<String, ValueType<?>> columns() {
    Map<String, ValueType<?>> keys =
        prepared("path", "label", "classification", "missing", TIME_STEPS, STANDARDIZE_TARGET);
    keys.put("features", ValueType.names());
    keys.put("ignore", ValueType.names());
    return keys;
  }

  /** Keys of sequences that have room for a number of instants. */
  static Map<String, ValueType<?>> sequences(int fewestSteps, String... own) {
    Map<String, ValueType<?>> keys = prepared(own);
    keys.put(TIME_STEPS, ValueType.whole(fewestSteps));
    return keys;
  }

  /** No split or standardization: the data set is white as a whole. */
  static Map<String, ValueType<?>> whiteInputs() {
    Map<String, ValueType<?>> keys = usual("strongest", "weakest");
    keys.put("features", POWER_OF_TWO);
    return keys;
  }

  private static Map<String, ValueType<?>> usual(String... names) {
    var keys = new LinkedHashMap<String, ValueType<?>>();
    for (String name : names) {
      keys.put(name, Objects.requireNonNull(USUAL.get(name), name));
    }
    return keys;
  }
}
