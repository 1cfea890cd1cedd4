package org.gradientatlas.theory;

import java.util.Arrays;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.NormPlace;
import org.gradientatlas.axis.architecture.ResidualBlocks;

/**
 * A random network of residual blocks (Yang and Schoenholz 2017; De and Smith 2020). Forward, a
 * branch adds its variance to the stream's. Backward, its weights are random, so the square of the
 * derivative with respect to the stream grows by 1 plus the product of the branch's factors:
 * E|dL/dx|^2 = (s^2 + b^2 c) E|dL/dx'|^2 for x' = s x + b f(x). Normalization divides derivatives
 * by the deviation of what it reads; what it projects out of them is of order 1/width.
 *
 * @param depth blocks
 * @param inputs numbers of an input
 * @param activation phi of the branches
 * @param inputMeanSquare mean of x_i^2 over the inputs
 */
public record RandomBlocks(
    ResidualBlocks architecture,
    int depth,
    int width,
    int inputs,
    int outputs,
    Variant<Initializer> initializer,
    Variant<Activation> activation,
    double inputMeanSquare)
    implements Theory {

  @Override
  public String gap() {
    boolean random = sw2(inputs, width) > 0 && sw2(width, width) > 0 && sw2(width, outputs) > 0;
    return random ? "" : initializer.label() + " draws no random weights";
  }

  @Override
  public Prediction predict() {
    if (!gap().isEmpty()) {
      return Prediction.none(gap());
    }
    var pass = new BlockRecursion(this, new Interpolated(Expectations.of(activation)));
    List<Double> ratios = Arrays.stream(pass.log10Delta()).boxed().toList();
    double nan = Double.NaN;
    return new Prediction(
            nan,
            nan,
            nan,
            nan,
            depth < 2 ? nan : -SlopeFit.of(depth).slope(ratios),
            nan,
            nan,
            Arrays.stream(pass.q()).boxed().toList(),
            ratios,
            "blocks have no chi1, q* and depth scale",
            nan,
            0)
        .withGaps("blocks");
  }

  /** fan_in Var(w) as drawn. */
  double sw2(int fanIn, int fanOut) {
    return fanIn * initializer.type().variance(fanIn, fanOut, initializer.array());
  }

  double sb2() {
    return initializer.type().biasVariance(initializer.array());
  }

  /** fan_in Var(w) of a layer of a branch, from 1. */
  double branchSw2(int layer) {
    double factor = architecture.scale().weights(depth, layer, architecture.branch());
    return factor * factor * sw2(width, width);
  }

  /** Whether a layer of a branch, from 1, is followed by phi. */
  boolean bends(int layer) {
    return architecture.branch() == 1 || layer < architecture.branch();
  }

  /** The factor on a branch, at the start. */
  double branchFactor() {
    return architecture.scale().branch(depth) * architecture.scale().start();
  }

  boolean normalizes(NormPlace place) {
    return architecture.norm() == place;
  }
}
