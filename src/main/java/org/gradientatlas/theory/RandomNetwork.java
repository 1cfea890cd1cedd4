package org.gradientatlas.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;

/**
 * All that theory asks about a network: a value, so that predictions can be kept by it.
 *
 * @param depth hidden layers, at least 1
 * @param width units of each hidden layer
 * @param sb2 variance of the biases; 0 when they start at 0 or there are none
 * @param inputMeanSquare mean of x_i^2 over the inputs
 */
public record RandomNetwork(
    int depth,
    int width,
    int inputs,
    int outputs,
    Variant<Initializer> initializer,
    Variant<Activation> activation,
    double sb2,
    double inputMeanSquare) {

  /**
   * @param layer from 1 to depth + 1
   */
  int fanIn(int layer) {
    return layer == 1 ? inputs : width;
  }

  /**
   * @param layer from 1 to depth + 1
   */
  int fanOut(int layer) {
    return layer == depth + 1 ? outputs : width;
  }

  /** Var(w) of a layer. */
  double weightVariance(int layer) {
    return variance(fanIn(layer), fanOut(layer));
  }

  /** The map from q^(layer-1) to q^layer. */
  MeanField field(int layer) {
    return new MeanField(activation, fanIn(layer) * weightVariance(layer), sb2);
  }

  /** The map of the layers between hidden layers, of which depth makes more. */
  MeanField inner() {
    return new MeanField(activation, width * variance(width, width), sb2);
  }

  /** q^1, from the input itself. */
  double firstVariance() {
    return inputs * weightVariance(1) * inputMeanSquare + sb2;
  }

  /** Whether its weights are drawn at random; mean-field theory is about no others. */
  boolean random() {
    return IntStream.rangeClosed(1, depth + 1).allMatch(layer -> weightVariance(layer) > 0);
  }

  /** q^1 to q^(depth+1). */
  List<Double> variances() {
    List<Double> q = new ArrayList<>(List.of(firstVariance()));
    for (int layer = 2; layer <= depth + 1; layer++) {
      q.add(field(layer).qMap(q.get(layer - 2)));
    }
    return List.copyOf(q);
  }

  /**
   * log10(delta_rms^l/delta_rms^(depth+1)): a unit's delta^2 is, on average, fan_out Var(w) E
   * phi'^2 times that of a unit one layer up.
   *
   * @param q of {@link #variances}
   */
  List<Double> log10DeltaRmsRatios(List<Double> q) {
    Double[] ratios = new Double[depth + 1];
    ratios[depth] = 0.0;
    for (int layer = depth; layer >= 1; layer--) {
      double fans = (double) fanOut(layer + 1) / fanIn(layer + 1);
      double factor = fans * field(layer + 1).chi(q.get(layer - 1));
      ratios[layer - 1] = ratios[layer] + 0.5 * Math.log10(factor);
    }
    return List.of(ratios);
  }

  /** Of each hidden layer. */
  List<FiniteWidth.Layer> fluctuations(List<Double> q) {
    boolean orthogonal = initializer.type() == Initializer.ORTHOGONAL;
    List<FiniteWidth.Layer> layers = new ArrayList<>();
    for (int layer = 1; layer <= depth; layer++) {
      layers.add(FiniteWidth.Layer.of(field(layer + 1), q.get(layer - 1), width, orthogonal));
    }
    return layers;
  }

  private double variance(int fanIn, int fanOut) {
    return initializer.type().variance(fanIn, fanOut, initializer.array());
  }
}
