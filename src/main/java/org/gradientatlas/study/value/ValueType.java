package org.gradientatlas.study.value;

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
import org.gradientatlas.study.hocon.Written;

/**
 * The type of a key's values.
 *
 * @param type class of the values
 * @param reader parses the values of a file
 */
public record ValueType<T extends Serializable>(Class<?> type, Reader<T> reader) {
  /** Reads a single value or one element of a list. */
  @FunctionalInterface
  public interface Reader<T extends Serializable> {
    /** The values of an element: several for a range, otherwise one. */
    List<T> read(ConfigValue element) throws InvalidValueException;
  }

  private static final String OR_RANGE = ", or " + Ranges.FORMS;

  /** A decimal number, as a whole text. */
  public static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?");

  /** A digit other than 0 before the exponent. */
  private static final Pattern SMALL = Pattern.compile("[-+.0]*[1-9]");

  public List<T> read(ConfigValue element) throws InvalidValueException {
    return reader.read(element);
  }

  /** Whether a value is one of this type. */
  public boolean accepts(ConfigValue value) {
    try {
      return !read(value).isEmpty();
    } catch (InvalidValueException e) {
      return false;
    }
  }

  /** The same for a key that takes one value: ranges are not offered. */
  public List<T> readOne(ConfigValue value) throws InvalidValueException {
    try {
      return read(value);
    } catch (InvalidValueException e) {
      if (e.allowed().endsWith(OR_RANGE)) {
        throw new InvalidValueException(
            e.value(), e.allowed().substring(0, e.allowed().length() - OR_RANGE.length()));
      }
      throw e;
    }
  }

  /** Whether a list is a single value; such a key is never an axis. */
  public boolean takesList() {
    return type == Names.class;
  }

  /** Column names, as a single value. */
  public record Names(List<String> names) implements Serializable {}

  /** A list of names. */
  public static ValueType<Names> names() {
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
  public static ValueType<Integer> whole(int least, int most) {
    String text = most == Integer.MAX_VALUE ? "" : " and at most " + most;
    return numbers(
        Integer.class,
        "a whole number of at least " + least + text,
        x -> x == Math.rint(x) && x >= least && x <= most,
        x -> (int) x);
  }

  public static ValueType<Integer> whole(int least) {
    return whole(least, Integer.MAX_VALUE);
  }

  /** Real numbers above a bound. */
  public static ValueType<Double> above(double bound) {
    return numbers(Double.class, "a number above " + text(bound), x -> x > bound, ValueType::plain);
  }

  /** Real numbers from one up to, but not including, another. */
  public static ValueType<Double> within(double least, double below) {
    String text = Double.isInfinite(below) ? "" : " and below " + text(below);
    return numbers(
        Double.class,
        "a number of at least " + text(least) + text,
        x -> x >= least && x < below,
        ValueType::plain);
  }

  /** Numbers, and ranges of them. */
  public static <T extends Serializable> ValueType<T> numbers(
      Class<T> type, String allowed, DoublePredicate fits, DoubleFunction<T> make) {
    return new ValueType<>(
        type,
        element -> {
          var values = new ArrayList<T>();
          for (double number : numbers(element, allowed)) {
            if (!Double.isFinite(number) || !fits.test(number)) {
              String value = Written.value(element);
              throw isRange(element)
                  ? new InvalidValueException(
                      value + " contains " + text(number), "must be " + allowed)
                  : new InvalidValueException(
                      value, "must be " + allowed + limit(type, number, value));
            }
            values.add(make.apply(number));
          }
          return values;
        });
  }

  /** The bound of the type, where a number is beyond it. */
  private static String limit(Class<?> type, double number, String written) {
    if (type == Integer.class && number > Integer.MAX_VALUE) {
      return " and at most " + Integer.MAX_VALUE;
    }
    if (Double.isInfinite(number)) {
      return ", and not beyond 1.8e308";
    }
    return number == 0 && SMALL.matcher(written).lookingAt() ? ", and not so close to 0" : "";
  }

  private static boolean isRange(ConfigValue element) {
    return element.valueType() == ConfigValueType.STRING
        && !NUMBER.matcher((String) element.unwrapped()).matches();
  }

  private static List<Double> numbers(ConfigValue element, String allowed)
      throws InvalidValueException {
    if (element.valueType() == ConfigValueType.NUMBER) {
      return List.of(((Number) element.unwrapped()).doubleValue());
    }
    if (element.valueType() == ConfigValueType.STRING) {
      String text = (String) element.unwrapped();
      List<Double> range = Ranges.parse(text);
      if (range != null) {
        return range;
      }
      if (NUMBER.matcher(text).matches()) {
        return List.of(inText(element, text, allowed));
      }
    }
    throw new InvalidValueException(Written.value(element), "must be " + allowed + OR_RANGE);
  }

  /** HOCON takes whole numbers that no long holds for texts. */
  private static double inText(ConfigValue element, String text, String allowed)
      throws InvalidValueException {
    double number = Double.parseDouble(text);
    if (Math.abs(number) < Long.MAX_VALUE) {
      throw new InvalidValueException(
          Written.value(element), "must be " + allowed + ", without quotes");
    }
    return number;
  }

  /** Seeds: whole numbers of 64 bits. */
  public static ValueType<Long> seed() {
    return new ValueType<>(
        Long.class,
        element -> {
          if (element.unwrapped() instanceof Integer || element.unwrapped() instanceof Long) {
            return List.of(((Number) element.unwrapped()).longValue());
          }
          throw new InvalidValueException(
              Written.value(element), "must be a whole number of 64 bits");
        });
  }

  /** true or false. */
  public static ValueType<Boolean> flag() {
    return new ValueType<>(
        Boolean.class,
        element -> {
          if (element.unwrapped() instanceof Boolean flag) {
            return List.of(flag);
          }
          throw new InvalidValueException(Written.value(element), "must be true or false");
        });
  }

  /** Text or a number that matches a pattern. */
  public static ValueType<String> text(String form, String allowed) {
    var pattern = Pattern.compile(form);
    return new ValueType<>(
        String.class,
        element -> {
          boolean scalar =
              element.valueType() == ConfigValueType.STRING
                  || element.valueType() == ConfigValueType.NUMBER;
          if (!scalar || !pattern.matcher(String.valueOf(element.unwrapped())).matches()) {
            throw new InvalidValueException(Written.value(element), "must be " + allowed);
          }
          return List.of(String.valueOf(element.unwrapped()));
        });
  }

  /** Names of constants. */
  public static <T extends Enum<T> & Choice> ValueType<T> named(Class<T> type, String what) {
    return new ValueType<>(
        type, element -> List.of(constant(type, what, String.valueOf(element.unwrapped()))));
  }

  /** Choices with their parameters. */
  public static <T extends Enum<T> & Choice> ValueType<Variant<T>> variant(
      Class<T> type, String what) {
    return new ValueType<>(Variant.class, new VariantReader<>(type, what));
  }

  /** The constant of that name. */
  public static <T extends Enum<T> & Choice> T constant(Class<T> type, String what, String name)
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
  public static ValueType<Duration> duration() {
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
                Written.value(element), "must be a duration such as 90s or 2m");
          }
          throw new InvalidValueException(Written.value(element), "must be a duration above 0");
        });
  }

  /** The elements of a list, or the value itself. */
  public static List<ConfigValue> elements(ConfigValue value) {
    return value instanceof ConfigList list ? List.copyOf(list) : List.of(value);
  }

  /** Turns -0 into 0. */
  private static double plain(double x) {
    return x + 0.0;
  }

  private static String text(double number) {
    return Variant.number(number);
  }
}
