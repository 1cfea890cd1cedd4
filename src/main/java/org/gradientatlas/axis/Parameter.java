package org.gradientatlas.axis;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One number that a {@link Choice} takes.
 *
 * @param name as in study files, for example {@code threshold}
 * @param above every value must be greater than this; minus infinity for no limit
 * @param below every value must be less than this; infinity for no limit
 * @param fallback the default, allowed even beyond the limits; null if the study must give a value
 */
public record Parameter(String name, double above, double below, @Nullable Double fallback)
    implements Serializable {

  static Parameter any(String name) {
    return new Parameter(name, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, null);
  }

  static Parameter positive(String name) {
    return new Parameter(name, 0, Double.POSITIVE_INFINITY, null);
  }

  static Parameter between(String name, double above, double below) {
    return new Parameter(name, above, below, null);
  }

  Parameter or(double value) {
    return new Parameter(name, above, below, value);
  }

  /** Whether a study may give this value. */
  public boolean allows(double value) {
    boolean within = Double.isFinite(value) && value > above && value < below;
    return within || (fallback != null && value == fallback);
  }

  /** The allowed values in words, for error messages. */
  public String allowed() {
    if (fallback == null || (fallback > above && fallback < below)) {
      return limits();
    }
    return Variant.number(fallback) + " or " + limits();
  }

  private String limits() {
    if (above == Double.NEGATIVE_INFINITY) {
      return "a finite number";
    }
    return below == Double.POSITIVE_INFINITY
        ? "a number above " + Variant.number(above)
        : "a number between " + Variant.number(above) + " and " + Variant.number(below);
  }
}
