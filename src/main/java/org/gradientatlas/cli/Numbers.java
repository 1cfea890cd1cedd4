package org.gradientatlas.cli;

import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of options, with messages in the words of study files. */
final class Numbers {
  private Numbers() {}

  /** Replaces picocli's converters, which speak of int and double. */
  static void register(CommandLine command) {
    command
        .registerConverter(int.class, Numbers::whole)
        .registerConverter(double.class, Numbers::real)
        .registerConverter(Double.class, Numbers::real);
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
