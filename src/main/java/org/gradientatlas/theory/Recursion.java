package org.gradientatlas.theory;

import java.util.Arrays;
import java.util.List;
import org.gradientatlas.axis.Normalization;

/**
 * Mean-field theory layer by layer, forward and backward through one network with its own shapes,
 * input, normalization and skips.
 *
 * <p>Weights are random, so W a has mean 0 and variance v = sw2 E a^2 whatever a is, and a skip
 * adds independent numbers, so only their means contribute a cross term. Normalization divides W by
 * sqrt(v + epsilon): over the units of a layer v is the variance of W a; over a large batch, whose
 * examples it decorrelates (Yang 2019), it is sw2 Var(a). Backward, the mean and the projection
 * that normalization removes from a gradient are of order 1/units or 1/examples.
 */
final class Recursion {
  private final RandomNetwork network;

  private final Expectations phi;

  /** fan_in Var(w) after normalization, and Var(z); layer l at index l - 1. */
  private final double[] sw2;

  private final double[] q;

  /** log10 of delta_rms over that of the output layer; layer l at index l - 1. */
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

  /** The map from z of the layer below to z of a layer, without skips. */
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
    if (network.readout() != 1) {
      // The variance of an average over places depends on how they correlate.
      q[network.depth()] = Double.NaN;
    }
  }

  private void down() {
    int depth = network.depth();
    // log10 of the mean square of dLoss/da: a unit's delta^2 times fan_out Var(w).
    double square = Math.log10(fans(depth + 1) * sw2[depth]) + 2 * Math.log10(network.readout());
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
