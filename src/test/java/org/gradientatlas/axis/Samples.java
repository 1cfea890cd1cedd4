package org.gradientatlas.axis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Two allowed sets of parameters for every constant of an axis, those to come included. */
final class Samples {
  private Samples() {}

  /** The defaults where there are any, and values far from them. */
  static <T extends Enum<T> & Choice> Stream<Variant<T>> of(Class<T> axis) {
    return Arrays.stream(axis.getEnumConstants())
        .flatMap(type -> Stream.of(variant(type, true), variant(type, false)).distinct());
  }

  private static <T extends Enum<T> & Choice> Variant<T> variant(T type, boolean first) {
    List<Double> values =
        type.parameters().stream()
            .map(p -> first && p.fallback() != null ? p.fallback() : value(p, first))
            .toList();
    return new Variant<>(type, values);
  }

  private static double value(Parameter p, boolean first) {
    if (!Double.isInfinite(p.below())) {
      return p.above() + (p.below() - p.above()) * (first ? 0.3 : 0.6);
    }
    return (Double.isInfinite(p.above()) ? -1 : p.above()) + (first ? 0.7 : 1.9);
  }
}
