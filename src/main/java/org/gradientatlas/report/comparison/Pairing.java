package org.gradientatlas.report.comparison;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.measure.Moments;

/**
 * How the networks of a cell are compared: in pairs of the same replicate, or as two independent
 * samples.
 */
enum Pairing {
  BY_REPLICATE {
    @Override
    Interval difference(List<Trained> a, List<Trained> b, ToDoubleFunction<Trained> number) {
      Map<Integer, Trained> others =
          b.stream().collect(Collectors.toMap(Trained::replicate, Function.identity()));
      return Interval.of(
          a.stream()
              .filter(network -> others.containsKey(network.replicate()))
              .mapToDouble(
                  network ->
                      number.applyAsDouble(others.get(network.replicate()))
                          - number.applyAsDouble(network))
              .toArray());
    }
  },
  INDEPENDENT {
    @Override
    Interval difference(List<Trained> a, List<Trained> b, ToDoubleFunction<Trained> number) {
      return Interval.ofDifference(moments(a, number), moments(b, number));
    }
  };

  /** B minus A of a number, over the networks that have it. */
  abstract Interval difference(List<Trained> a, List<Trained> b, ToDoubleFunction<Trained> number);

  private static Moments moments(List<Trained> networks, ToDoubleFunction<Trained> number) {
    return Moments.of(numbers(networks, number).toArray());
  }

  /** The numbers that are known. */
  static DoubleStream numbers(List<Trained> networks, ToDoubleFunction<Trained> number) {
    return networks.stream().mapToDouble(number).filter(value -> !Double.isNaN(value));
  }
}
