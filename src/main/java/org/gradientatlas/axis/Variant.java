package org.gradientatlas.axis;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A choice with its parameters: one value of an axis, for example {@code leaky-relu(0.01)}.
 *
 * @param type which choice
 * @param values one number for each of {@code type.parameters()}, in that order
 */
public record Variant<T extends Enum<T> & Choice>(T type, List<Double> values)
    implements Serializable {

  /**
   * @throws IllegalArgumentException if the number of values is wrong or one is not allowed
   */
  public Variant {
    values = List.copyOf(values);
    List<Parameter> parameters = type.parameters();
    if (values.size() != parameters.size()) {
      throw new IllegalArgumentException(
          type.label() + " takes " + parameters.size() + " parameters, not " + values.size());
    }
    for (int i = 0; i < values.size(); i++) {
      if (!parameters.get(i).allows(values.get(i))) {
        throw new IllegalArgumentException(
            type.label()
                + "."
                + parameters.get(i).name()
                + " = "
                + values.get(i)
                + " is not "
                + parameters.get(i).allowed());
      }
    }
  }

  /** A choice with the given parameters, or with its defaults where none are given. */
  public static <T extends Enum<T> & Choice> Variant<T> of(T type, double... values) {
    if (values.length == 0) {
      return new Variant<>(type, defaults(type));
    }
    return new Variant<>(type, java.util.Arrays.stream(values).boxed().toList());
  }

  private static List<Double> defaults(Choice type) {
    return type.parameters().stream()
        .map(p -> p.fallback() == null ? Double.valueOf(Double.NaN) : p.fallback())
        .toList();
  }

  /** The parameters as an array, for the formulas of the choice. */
  public double[] array() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * The canonical text: the name, and its parameters in parentheses unless all are the defaults. It
   * stands in tables and decides trial ids, so a default never changes.
   */
  public String label() {
    return values.equals(defaults(type))
        ? type.label()
        : type.label()
            + values.stream().map(Variant::number).collect(Collectors.joining(",", "(", ")"));
  }

  /** The shortest decimal text of a number: 1, 0.05, 1e-8. */
  public static String number(double value) {
    double size = Math.abs(value);
    if (value == 0 || (size >= 1e-4 && size < 1e7)) {
      return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
    return Double.toString(value).replace(".0E", "e").replace('E', 'e');
  }

  @Override
  public String toString() {
    return label();
  }
}
