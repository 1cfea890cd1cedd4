package org.gradientatlas.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.gradientatlas.axis.Variant;

/** Formats quantities for people. */
public final class Quantity {
  private static final String[] BYTES = {"B", "KB", "MB", "GB", "TB", "PB"};

  private Quantity() {}

  /** Five significant digits: 0.61796, 1.1055, 2.4e-5, Infinity. */
  public static String significant(double number) {
    return Double.isFinite(number)
        ? Variant.number(new BigDecimal(number).round(new MathContext(5)).doubleValue())
        : Double.toString(number);
  }

  /** 1,000,000. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A factor given in decades, of any size: 0.28, 12, 3.2e-7, 1.5e412; empty for NaN. */
  public static String factor(double decades) {
    if (!Double.isFinite(decades)) {
      return Double.isNaN(decades) ? "" : decades > 0 ? "Infinity" : "0";
    }
    int exponent = (int) Math.floor(decades);
    double mantissa = Math.pow(10, decades - exponent);
    return Math.abs(exponent) <= 3
        ? new BigDecimal(Math.pow(10, decades)).round(new MathContext(2)).toPlainString()
        : String.format(Locale.ROOT, "%.1fe%d", mantissa, exponent);
  }

  /** 3.2 MB, in powers of 1000. */
  public static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1000 && unit < BYTES.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, BYTES[unit]);
  }

  /** 0.02 s, 12 s, 3 min 20 s, 2 h 5 min, 4 d 1 h. */
  public static String seconds(double seconds) {
    if (seconds < 10) {
      return new BigDecimal(seconds).round(new MathContext(2)).toPlainString() + " s";
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return whole / 60 + " min " + whole % 60 + " s";
    }
    return whole < 86_400
        ? whole / 3600 + " h " + whole % 3600 / 60 + " min"
        : whole / 86_400 + " d " + whole % 86_400 / 3600 + " h";
  }

  /** 3:07 or 1:02:09. */
  public static String clock(double seconds) {
    long s = Math.round(seconds);
    return s < 3600
        ? "%d:%02d".formatted(s / 60, s % 60)
        : "%d:%02d:%02d".formatted(s / 3600, s / 60 % 60, s % 60);
  }
}
