package org.gradientatlas.study.file;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import org.gradientatlas.axis.Choice;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.problem.InvalidValueException;

/**
 * The type of a key's values.
 *
 * @param type class of the values
 * @param reader parses the values of a file
 */
record ValueType<T extends Serializable>(Class<?> type, Reader<T> reader) {
  /** Reads a single value or one element of a list. */
  @FunctionalInterface
  interface Reader<T extends Serializable> {
    /** The values of an element: several for a range, otherwise one. */
    List<T> read(ConfigValue element) throws InvalidValueException;
  }

  List<T> read(ConfigValue element) throws InvalidValueException {
    return reader.read(element);
  }

  /** Whether a list is a single value; such a key is never an axis. */
  boolean takesList() {
    return type == Names.class;
  }

  /** Column names, as a single value. */
  record Names(List<String> names) implements Serializable {}

  /** A list of names. */
  static ValueType<Names> names() {
    return new ValueType<>(
        Names.class,
        value -> {
          var names = new ArrayList<String>();
          for (ConfigValue element : elements(value)) {
            names.addAll(text("(?s).+", "the name of a column").read(element));
          }
          return List.of(new Names(names));
        });
  }

  /** Whole numbers. */
  static ValueType<Integer> whole(int least, int most) {
    String text = most == Integer.MAX_VALUE ? "" : " and at most " + most;
    return numbers(
        Integer.class,
        "a whole number of at least " + least + text,
        x -> x == Math.rint(x) && x >= least && x <= most,
        x -> (int) x);
  }

  static ValueType<Integer> whole(int least) {
    return whole(least, Integer.MAX_VALUE);
  }

  /** Real numbers above a bound. */
  static ValueType<Double> above(double bound) {
    return numbers(Double.class, "a number above " + text(bound), x -> x > bound, ValueType::plain);
  }

  /** Real numbers from one up to, but not including, another. */
  static ValueType<Double> within(double least, double below) {
    String text = Double.isInfinite(below) ? "" : " and below " + text(below);
    return numbers(
        Double.class,
        "a number of at least " + text(least) + text,
        x -> x >= least && x < below,
        ValueType::plain);
  }

  /** Numbers, and ranges of them. */
  static <T extends Serializable> ValueType<T> numbers(
      Class<T> type, String allowed, DoublePredicate fits, DoubleFunction<T> make) {
    return new ValueType<>(
        type,
        element -> {
          var values = new ArrayList<T>();
          for (double number : numbers(element, allowed)) {
            if (!Double.isFinite(number) || !fits.test(number)) {
              throw new InvalidValueException(
                  element.valueType() == ConfigValueType.NUMBER
                      ? written(element)
                      : written(element) + " contains " + text(number),
                  "must be " + allowed);
            }
            values.add(make.apply(number));
          }
          return values;
        });
  }

  private static List<Double> numbers(ConfigValue element, String allowed)
      throws InvalidValueException {
    if (element.valueType() == ConfigValueType.NUMBER) {
      return List.of(((Number) element.unwrapped()).doubleValue());
    }
    List<Double> range =
        element.valueType() == ConfigValueType.STRING
            ? Ranges.parse((String) element.unwrapped())
            : null;
    if (range == null) {
      throw new InvalidValueException(
          written(element), "must be " + allowed + ", or " + Ranges.FORMS);
    }
    return range;
  }

  /** Seeds: whole numbers of 64 bits. */
  static ValueType<Long> seed() {
    return new ValueType<>(
        Long.class,
        element -> {
          if (element.unwrapped() instanceof Integer || element.unwrapped() instanceof Long) {
            return List.of(((Number) element.unwrapped()).longValue());
          }
          throw new InvalidValueException(written(element), "must be a whole number of 64 bits");
        });
  }

  /** true or false. */
  static ValueType<Boolean> flag() {
    return new ValueType<>(
        Boolean.class,
        element -> {
          if (element.unwrapped() instanceof Boolean flag) {
            return List.of(flag);
          }
          throw new InvalidValueException(written(element), "must be true or false");
        });
  }

  /** Text or a number that matches a pattern. */
  static ValueType<String> text(String form, String allowed) {
    var pattern = Pattern.compile(form);
    return new ValueType<>(
        String.class,
        element -> {
          boolean scalar =
              element.valueType() == ConfigValueType.STRING
                  || element.valueType() == ConfigValueType.NUMBER;
          if (!scalar || !pattern.matcher(String.valueOf(element.unwrapped())).matches()) {
            throw new InvalidValueException(written(element), "must be " + allowed);
          }
          return List.of(String.valueOf(element.unwrapped()));
        });
  }

  /** Names of constants. */
  static <T extends Enum<T> & Choice> ValueType<T> named(Class<T> type, String what) {
    return new ValueType<>(
        type, element -> List.of(constant(type, what, String.valueOf(element.unwrapped()))));
  }

  /** Choices with their parameters. */
  static <T extends Enum<T> & Choice> ValueType<Variant<T>> variant(Class<T> type, String what) {
    return new ValueType<>(Variant.class, new VariantReader<>(type, what));
  }

  /** The constant of that name. */
  static <T extends Enum<T> & Choice> T constant(Class<T> type, String what, String name)
      throws InvalidValueException {
    T[] constants = type.getEnumConstants();
    for (T constant : constants) {
      if (constant.label().equals(name)) {
        return constant;
      }
    }
    throw InvalidValueException.unknown(
        what, name, Arrays.stream(constants).map(Choice::label).toList());
  }

  /** Durations such as 10m. */
  static ValueType<Duration> duration() {
    return new ValueType<>(
        Duration.class,
        element -> {
          try {
            Duration duration = element.atKey("d").getDuration("d");
            if (!duration.isNegative() && !duration.isZero()) {
              return List.of(duration);
            }
          } catch (com.typesafe.config.ConfigException e) {
            throw new InvalidValueException(
                written(element), "must be a duration such as 90s or 2m");
          }
          throw new InvalidValueException(written(element), "must be a duration above 0");
        });
  }

  /** The elements of a list, or the value itself. */
  static List<ConfigValue> elements(ConfigValue value) {
    return value instanceof ConfigList list ? List.copyOf(list) : List.of(value);
  }

  /** A value roughly as written, shortened for messages. */
  static String written(ConfigValue value) {
    String text =
        value.render(
            com.typesafe.config.ConfigRenderOptions.concise().setJson(false).setComments(false));
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }

  /** Turns -0 into 0. */
  private static double plain(double x) {
    return x + 0.0;
  }

  private static String text(double number) {
    return Variant.number(number);
  }
}
