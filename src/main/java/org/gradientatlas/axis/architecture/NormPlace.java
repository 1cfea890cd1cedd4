package org.gradientatlas.axis.architecture;

import java.util.Arrays;
import java.util.List;

/** Where a block normalizes each row over its units: mean 0, variance 1, then gain and shift. */
public enum NormPlace {
  /** The branch's input; and the stream once more before the outputs (Xiong 2020). */
  PRE,

  /** The sum of stream and branch (Vaswani 2017). */
  POST,

  /** Nowhere. */
  NONE;

  static List<String> names() {
    return Arrays.stream(values()).map(NormPlace::toString).toList();
  }

  static NormPlace named(String name) {
    return values()[names().indexOf(name)];
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
