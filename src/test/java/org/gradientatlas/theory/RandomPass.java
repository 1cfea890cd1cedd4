package org.gradientatlas.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** One forward and backward pass through one random network, by plain loops. */
final class RandomPass {
  private final RandomNetwork network;
  private final UniformRandomProvider random;
  private final List<double[]> weights = new ArrayList<>();
  private final List<double[]> preactivations = new ArrayList<>();

  RandomPass(RandomNetwork network, UniformRandomProvider random) {
    this.network = network;
    this.random = random;
    forward(vector(network.inputs(), network.inputMeanSquare()));
  }

  /** log10(delta_rms^l/delta_rms^(depth+1)) of layers 1 to depth + 1. */
  List<Double> log10DeltaRmsRatios() {
    double[] delta = vector(network.outputs(), 1);
    List<Double> ratios = new ArrayList<>(List.of(0.0));
    for (int layer = network.depth(); layer >= 1; layer--) {
      delta = backward(layer, delta);
      ratios.add(0.5 * Math.log10(meanSquare(delta)));
    }
    Collections.reverse(ratios);
    return ratios;
  }

  private void forward(double[] activation) {
    for (int layer = 1; layer <= network.depth() + 1; layer++) {
      int fanIn = network.fanIn(layer);
      int fanOut = network.fanOut(layer);
      double[] w = new double[fanIn * fanOut];
      var initializer = network.initializer();
      initializer.type().fill(random, fanIn, fanOut, initializer.array(), w);
      double[] z = new double[fanOut];
      for (int i = 0; i < fanIn; i++) {
        for (int j = 0; j < fanOut; j++) {
          z[j] += activation[i] * w[i * fanOut + j];
        }
      }
      weights.add(w);
      preactivations.add(z);
      var phi = new Phi(network.activation());
      activation = Arrays.stream(z).map(phi::value).toArray();
    }
  }

  private double[] backward(int layer, double[] above) {
    double[] w = weights.get(layer);
    double[] z = preactivations.get(layer - 1);
    double[] delta = new double[z.length];
    var phi = new Phi(network.activation());
    for (int i = 0; i < z.length; i++) {
      double sum = 0;
      for (int j = 0; j < above.length; j++) {
        sum += w[i * above.length + j] * above[j];
      }
      delta[i] = sum * phi.slope(z[i]);
    }
    return delta;
  }

  /** A random direction with the given mean square. */
  private double[] vector(int size, double meanSquare) {
    double[] x = ZigguratSampler.NormalizedGaussian.of(random).samples(size).toArray();
    double scale = Math.sqrt(meanSquare / meanSquare(x));
    return Arrays.stream(x).map(v -> scale * v).toArray();
  }

  private static double meanSquare(double[] x) {
    return Arrays.stream(x).map(v -> v * v).average().orElseThrow();
  }
}
