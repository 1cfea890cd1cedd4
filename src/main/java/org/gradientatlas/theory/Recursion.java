package org.gradientatlas.theory;

import java.util.Arrays;
import java.util.List;
import org.gradientatlas.axis.Normalization;

/**
 * Mean-field theory layer by layer, up and down one network as it is: its own shapes, its input,
 * normalization and skips.
 *
 * <p>Weights are random, so W a has mean 0 and variance v = sw2 E a^2 whatever a is, and a skip
 * adds independent numbers, whose means alone add up. Normalization divides W by sqrt(v + epsilon):
 * over the units of a layer v is that of W a; over a large batch, whose examples are decorrelated
 * by it (Yang 2019), it is sw2 Var(a). Going down, the mean and the projection that normalization
 * takes out of a gradient are of order 1/units or 1/examples.
 */
final class Recursion {
  private final RandomNetwork network;

  private final Expectations phi;

  /** Of layer l at [l - 1]: fan_in Var(w) after normalization, and Var(z). */
  private final double[] sw2;

  private final double[] q;

  /** log10 of the root mean square of delta over that of the output layer, the same way. */
  private final double[] log10Delta;

  Recursion(RandomNetwork network) {
    this(network, Expectations.of(network.activation()));
  }

  /**
   * @param phi expectations of the network's activation
   */
  Recursion(RandomNetwork network, Expectations phi) {
    this.network = network;
    this.phi = phi;
    int layers = network.depth() + 1;
    sw2 = new double[layers];
    q = new double[layers];
    log10Delta = new double[layers];
    up();
    down();
  }

  /** Var(z) of a layer, from 1 to depth + 1. */
  double q(int layer) {
    return q[layer - 1];
  }

  List<Double> q() {
    return list(q);
  }

  List<Double> log10DeltaRmsRatio() {
    return list(log10Delta);
  }

  /** The map from z of the layer below, without skips, to z of a layer. */
  MeanField field(int layer) {
    return new MeanField(network.activation(), sw2[layer - 1], network.sb2());
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private void up() {
    double meanSquare = network.inputMeanSquare();
    double mean = 0;
    for (int layer = 1; layer <= network.depth() + 1; layer++) {
      boolean centred = network.normalization() == Normalization.BATCH && layer <= network.depth();
      double varying = centred ? meanSquare - mean * mean : meanSquare;
      sw2[layer - 1] = network.sw2(layer, varying);
      q[layer - 1] = sw2[layer - 1] * varying + network.sb2();
      double scale = network.branchScale(layer);
      double branchMean = network.plain() ? 0 : scale * phi.mean(q[layer - 1]);
      double branch = scale * scale * phi.square(q[layer - 1]);
      boolean skips = network.skips(layer);
      meanSquare = branch + (skips ? meanSquare + 2 * mean * branchMean : 0);
      mean = branchMean + (skips ? mean : 0);
    }
  }

  private void down() {
    int depth = network.depth();
    // Of dLoss/da: a unit's delta^2 times fan_out Var(w), on average.
    double square = Math.log10(fans(depth + 1) * sw2[depth]);
    for (int layer = depth; layer >= 1; layer--) {
      double scale = network.branchScale(layer);
      double own = scale * scale * phi.slopeSquare(q[layer - 1]);
      log10Delta[layer - 1] = (square + Math.log10(own)) / 2;
      square += Math.log10((network.skips(layer) ? 1 : 0) + fans(layer) * sw2[layer - 1] * own);
    }
  }

  private double fans(int layer) {
    return (double) network.fanOut(layer) / network.fanIn(layer);
  }
}
