package org.gradientatlas.axis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Allowed parameters for every constant of an axis, those to come included. */
final class Samples {
  private static final double[] SIZES = {1e-30, 1e-9, 1e-4, 0.03, 0.3, 0.7, 1, 1.7, 20, 1e4, 1e30};

  private Samples() {}

  /** Two of each constant: the defaults where there are any, and values far from them. */
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

  /** Every combination of allowed parameters from the least sizes to the greatest. */
  static <T extends Enum<T> & Choice> Stream<Variant<T>> ofEverySize(T type) {
    Stream<List<Double>> all = Stream.of(List.of());
    for (Parameter p : type.parameters()) {
      all = all.flatMap(before -> values(p).mapToObj(v -> with(before, v)));
    }
    return all.map(values -> new Variant<>(type, values));
  }

  private static List<Double> with(List<Double> values, double last) {
    return Stream.concat(values.stream(), Stream.of(last)).toList();
  }

  /** Steps of every size from the limits that the parameter has, and its default. */
  private static DoubleStream values(Parameter p) {
    double above = Double.isInfinite(p.above()) ? 0 : p.above();
    double below = Double.isInfinite(p.below()) ? 0 : p.below();
    double range = p.below() - p.above();
    double step = Double.isInfinite(range) ? 1 : range;
    return Stream.of(
            Arrays.stream(SIZES).map(size -> above + step * size),
            Arrays.stream(SIZES).map(size -> below - step * size),
            Stream.ofNullable(p.fallback()).mapToDouble(v -> v))
        .flatMapToDouble(values -> values)
        .filter(p::allows)
        .distinct();
  }

  private static double value(Parameter p, boolean first) {
    if (!Double.isInfinite(p.below())) {
      return p.above() + (p.below() - p.above()) * (first ? 0.3 : 0.6);
    }
    return (Double.isInfinite(p.above()) ? -1 : p.above()) + (first ? 0.7 : 1.9);
  }
}
