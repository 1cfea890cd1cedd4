package org.gradientatlas.axis;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A choice with its parameters: one value of an axis, for example {@code leaky-relu(0.01)}.
 *
 * @param type the choice
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

  /** A choice with either all of its parameters, or only those without a default. */
  public static <T extends Enum<T> & Choice> Variant<T> of(T type, double... values) {
    List<Double> all = new ArrayList<>(Arrays.stream(values).boxed().toList());
    if (values.length == 0 || values.length == required(type)) {
      all.addAll(defaults(type).subList(values.length, type.parameters().size()));
    }
    return new Variant<>(type, all);
  }

  /** How many parameters have no default; they come before those that have one. */
  public static int required(Choice type) {
    return (int) type.parameters().stream().filter(p -> p.fallback() == null).count();
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
   * The canonical text: the name, then the parameters in parentheses; those with defaults are left
   * out if all have their default. It is part of tables and trial ids, so a default must never
   * change.
   */
  public String label() {
    int required = required(type);
    List<Double> optional = values.subList(required, values.size());
    boolean atDefaults = optional.equals(defaults(type).subList(required, values.size()));
    List<Double> shown = atDefaults ? values.subList(0, required) : values;
    return new Label(type.label(), shown.stream().map(Variant::number).toList()).toString();
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
