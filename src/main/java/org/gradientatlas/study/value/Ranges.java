package org.gradientatlas.study.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.gradientatlas.problem.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** The ranges of a study file: {@code 0..9}, {@code geom(..)}, {@code log(..)}, {@code lin(..)}. */
public final class Ranges {
  /** An axis with more values is taken for a mistake. */
  public static final int MOST = 100_000;

  private static final String NUMBER = "\\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*";
  private static final Pattern SPAN = Pattern.compile("\\s*(-?\\d+)\\s*\\.\\.\\s*(-?\\d+)\\s*");
  private static final Pattern CALL =
      Pattern.compile(
          "\\s*(geom|log|lin)\\(" + NUMBER + "," + NUMBER + ",\\s*(x?)" + NUMBER + "\\)\\s*");
  public static final String FORMS =
      "a range such as \"0..9\", \"geom(2,256,x2)\", \"log(1e-3,1e-1,5)\", \"lin(0.5,4,8)\"";

  /**
   * Binary ends and steps are off by about an ulp; rounding to twelve digits hides that and keeps
   * labels short.
   */
  private static final MathContext DIGITS = new MathContext(12);

  private Ranges() {}

  /** The numbers of a range; null if the text is not a range. */
  public static @Nullable List<Double> parse(String text) throws InvalidValueException {
    Matcher span = SPAN.matcher(text);
    if (span.matches()) {
      return span(text, new BigDecimal(span.group(1)), new BigDecimal(span.group(2)));
    }
    Matcher call = CALL.matcher(text);
    return call.matches() ? call(text, call) : null;
  }

  private static List<Double> span(String text, BigDecimal low, BigDecimal high)
      throws InvalidValueException {
    double count = high.subtract(low).doubleValue() + 1;
    require(count >= 1, text, "must be a range from low to high");
    require(count <= MOST, text, "must be a range of at most " + MOST + " values");
    return IntStream.range(0, (int) count).mapToObj(i -> low.doubleValue() + i).toList();
  }

  private static List<Double> call(String text, Matcher call) throws InvalidValueException {
    double low = number(text, call.group(2));
    double high = number(text, call.group(3));
    double last = number(text, call.group(5));
    boolean geometric = call.group(1).equals("geom");
    require(low < high, text, "must be a range from low to high");
    require(
        geometric == call.group(4).equals("x"),
        text,
        "must be \"geom(low,high,xFACTOR)\" or \"log(low,high,COUNT)\"");
    require(low > 0 || call.group(1).equals("lin"), text, "must be a range that starts above 0");
    if (geometric) {
      require(last > 1, text, "must be a factor above 1");
      double count = Math.floor(Math.log(high / low) / Math.log(last) + 1e-9) + 1;
      return values(text, count, i -> low * Math.pow(last, i));
    }
    require(last >= 2 && last == Math.rint(last), text, "must be a whole count of at least 2");
    double ratio = high / low;
    boolean linear = call.group(1).equals("lin");
    require(Double.isFinite(linear ? high - low : ratio), text, "must be a range of nearer ends");
    return call.group(1).equals("log")
        ? values(text, last, i -> low * Math.pow(ratio, i / (last - 1)))
        : values(text, last, i -> low + (high - low) * i / (last - 1));
  }

  private static List<Double> values(String text, double count, IntToDoubleFunction at)
      throws InvalidValueException {
    require(count <= MOST, text, "must be a range of at most " + MOST + " values");
    return IntStream.range(0, (int) count).mapToDouble(at).map(Ranges::tidy).boxed().toList();
  }

  private static double tidy(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  private static double number(String text, String digits) throws InvalidValueException {
    try {
      double number = Double.parseDouble(digits);
      require(Double.isFinite(number), text, "must be a range of numbers below 1.8e308");
      return number;
    } catch (NumberFormatException e) {
      throw new InvalidValueException(text, "must be " + FORMS);
    }
  }

  private static void require(boolean condition, String text, String allowed)
      throws InvalidValueException {
    if (!condition) {
      throw new InvalidValueException(text, allowed);
    }
  }
}
