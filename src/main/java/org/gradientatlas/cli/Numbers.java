package org.gradientatlas.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of options, with messages in the words of study files. */
final class Numbers {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6}) ?([smh])");

  private Numbers() {}

  /** Replaces picocli's converters, which speak of int and double. */
  static void register(CommandLine command) {
    command
        .registerConverter(int.class, Numbers::whole)
        .registerConverter(double.class, Numbers::real)
        .registerConverter(Double.class, Numbers::real)
        .registerConverter(Duration.class, Numbers::time);
  }

  private static int whole(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a whole number of at most " + Integer.MAX_VALUE);
    }
  }

  private static double real(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a number");
    }
  }

  private static Duration time(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new TypeConversionException("'" + text + "' is not a time such as 90s, 10m or 2h");
    }
    return Duration.parse("PT" + time.group(1) + time.group(2));
  }

  /** How many lines to show. */
  static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      int count = whole(text);
      if (count < 0) {
        throw new TypeConversionException("'" + text + "' is below 0");
      }
      return count;
    }
  }
}
