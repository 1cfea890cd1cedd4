package org.gradientatlas.theory;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * Mean and variance, over random networks with Gaussian weights, of the logarithm of a factor on
 * ||delta||^2. Factors of different layers are independent in the networks named here, so that
 * moments add up.
 */
public record LogMoments(double mean, double variance) {
  /**
   * One layer of a linear network with Var(w) = 1/n: the factor is chi-square with n degrees of
   * freedom over n.
   *
   * @param n units of the layer, at least 1
   */
  public static LogMoments linear(int n) {
    return new LogMoments(Digamma.value(n / 2.0) - Math.log(n / 2.0), Trigamma.value(n / 2.0));
  }

  /**
   * One layer of a ReLU network with Var(w) = 2/n and no biases (Hanin 2018): the factor is 2/n
   * times a chi-square variable whose degrees of freedom K ~ Bin(n, 1/2) count the open units.
   * Given that one is open; with probability 2^-n none is, and the gradient is 0.
   *
   * @param n units of the layer, at least 1
   */
  public static LogMoments relu(int n) {
    var open = new BinomialDistribution(null, n, 0.5);
    double logs = mean(open, k -> Digamma.value(k / 2));
    double within = mean(open, k -> Trigamma.value(k / 2));
    double between = mean(open, k -> Math.pow(Digamma.value(k / 2) - logs, 2));
    return new LogMoments(logs + Math.log(4.0 / n), within + between);
  }

  /** E f(K) given K at least 1. */
  private static double mean(BinomialDistribution open, DoubleUnaryOperator f) {
    double sum = 0;
    for (int k = 1; k <= open.getNumberOfTrials(); k++) {
      sum += open.probability(k) * f.applyAsDouble(k);
    }
    return sum / (1 - open.probability(0));
  }

  /** Of the product of independent factors, this one {@code layers} times. */
  public LogMoments times(int layers) {
    return new LogMoments(layers * mean, layers * variance);
  }
}
