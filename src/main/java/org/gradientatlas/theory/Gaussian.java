package org.gradientatlas.theory;

import java.util.Collection;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * E f(X) for X ~ N(mean, sd^2), to better than 1e-8 for every activation at every scale.
 *
 * <p>Gauss-Hermite rules fail when f changes on a scale far below sd, as tanh does at large q. Here
 * the range of 12 sd to each side is cut into panels, each with a 16-point Gauss-Legendre rule: at
 * 0 and the kinks of f, at doubling distances from them (f is smooth on such panels whatever its
 * asymptote), and at every other sd (so is the density).
 */
final class Gaussian {
  /** In standard deviations, where the density is e^-72 of its peak. */
  private static final double REACH = 12;

  /** The distance of the first cuts: activations change on a scale of 1. */
  static final double SCALE = 0.5;

  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(16);

  private static final double ROOT = Math.sqrt(2 * Math.PI);

  private Gaussian() {}

  /** E f(X), for f smooth except at 0 and its kinks, changing on a scale of 1 there. */
  static double mean(DoubleUnaryOperator f, double mean, double sd, Collection<Double> kinks) {
    return mean(f, mean, sd, kinks, SCALE);
  }

  /**
   * @param finest the scale on which f changes at 0 and at its kinks
   */
  static double mean(
      DoubleUnaryOperator f, double mean, double sd, Collection<Double> kinks, double finest) {
    if (sd == 0) {
      return f.applyAsDouble(mean);
    }
    Rule rule = rule(mean, sd, kinks, finest);
    double sum = 0;
    for (int i = 0; i < rule.points.length; i++) {
      sum += rule.weights[i] * f.applyAsDouble(rule.points[i]);
    }
    return sum;
  }

  /**
   * Quadrature points and weights, to take several means at once.
   *
   * @param points values of X
   * @param weights their weights, including the density
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and read in tight loops
  record Rule(double[] points, double[] weights) {}

  /** The rule that {@link #mean} applies; sd is not 0. */
  static Rule rule(double mean, double sd, Collection<Double> kinks, double finest) {
    double[] cuts = cuts(mean, sd, kinks, finest);
    int order = RULE.getNumberOfPoints();
    double[] points = new double[(cuts.length - 1) * order];
    double[] weights = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      int panel = i / order;
      double half = (cuts[panel + 1] - cuts[panel]) / 2;
      double z = (cuts[panel + 1] + cuts[panel]) / 2 + half * RULE.getPoint(i % order);
      points[i] = mean + sd * z;
      weights[i] = half * RULE.getWeight(i % order) * Math.exp(-z * z / 2) / ROOT;
    }
    return new Rule(points, weights);
  }

  /** The panels' edges in z = (x - mean)/sd, ascending. */
  private static double[] cuts(double mean, double sd, Collection<Double> kinks, double finest) {
    var cuts = DoubleStream.builder();
    for (double z = -REACH; z <= REACH; z += 2) {
      cuts.add(z);
    }
    around(-mean / sd, finest / sd, cuts);
    kinks.forEach(kink -> around((kink - mean) / sd, finest / sd, cuts));
    return cuts.build().filter(z -> Math.abs(z) <= REACH).sorted().distinct().toArray();
  }

  private static void around(double centre, double finest, DoubleStream.Builder cuts) {
    if (!(Math.abs(centre) < REACH)) {
      return;
    }
    cuts.add(centre);
    for (double distance = finest; distance < 2 * REACH; distance *= 2) {
      cuts.add(centre - distance).add(centre + distance);
    }
  }
}
