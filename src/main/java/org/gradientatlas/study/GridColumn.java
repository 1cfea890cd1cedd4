package org.gradientatlas.study;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gradientatlas.axis.Choice;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.Architecture;
import org.jspecify.annotations.Nullable;

/**
 * A column of a grid: an axis as tables and predicates see it.
 *
 * @param name snake_case
 * @param type class of its values: Integer, Double, Boolean or String
 * @param values one per value of the axis; null where the column does not apply
 * @param stride the number of trials from one value to the next
 */
public record GridColumn(
    String name, Class<?> type, List<@Nullable Serializable> values, long stride)
    implements Serializable {

  static <T extends Serializable> GridColumn of(
      String name, Class<?> type, Axis<T> axis, Function<T, @Nullable Serializable> value) {
    var values = new ArrayList<@Nullable Serializable>();
    for (T each : axis.values()) {
      values.add(plain(value.apply(each)));
    }
    return new GridColumn(name, type, values, axis.stride());
  }

  /** The value for a trial; null if it has none. */
  public @Nullable Serializable at(long trial) {
    return values.get((int) (trial / stride % values.size()));
  }

  /** The value for a trial as text; empty if it has none. */
  public String textAt(long trial) {
    Serializable value = at(trial);
    return value == null ? "" : text(value);
  }

  /** Whether a column varies over all blocks, given its part in each. */
  static boolean vary(List<GridColumn> parts) {
    return parts.stream().flatMap(part -> part.values.stream()).distinct().limit(2).count() > 1;
  }

  /** The canonical text of a value; equal values have equal texts. */
  public static String text(Serializable value) {
    if (value instanceof Double number) {
      return Variant.number(number);
    }
    return String.valueOf(plain(value));
  }

  private static @Nullable Serializable plain(@Nullable Serializable value) {
    if (value instanceof Choice choice) {
      return choice.label();
    }
    if (value instanceof Architecture architecture) {
      return architecture.label();
    }
    return value instanceof Variant<?> variant ? variant.label() : value;
  }
}
