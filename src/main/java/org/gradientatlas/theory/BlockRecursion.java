package org.gradientatlas.theory;

import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.architecture.NormPlace;

/** {@link RandomBlocks}, block by block, forward and backward. */
final class BlockRecursion {
  private final RandomBlocks network;
  private final Expectations phi;
  private final double streamFactor;
  private final double branchFactor;

  /** Of the first sums of each block, and of the output layer. */
  private final double[] q;

  /** The product of a branch's factors on squares of derivatives; block l at index l - 1. */
  private final double[] branchChi;

  /** The square that the block's own normalization multiplies derivatives by. */
  private final double[] normalizing;

  /** That of the last normalization, before the output layer. */
  private double lastNormalizing;

  /** log10 of stream_delta_rms after each block, over delta_rms of the output layer; then 0. */
  private final double[] log10Delta;

  BlockRecursion(RandomBlocks network, Expectations phi) {
    this.network = network;
    this.phi = phi;
    int depth = network.depth();
    streamFactor = network.architecture().scale().stream(depth);
    branchFactor = network.branchFactor();
    q = new double[depth + 1];
    branchChi = new double[depth];
    normalizing = new double[depth];
    log10Delta = new double[depth + 1];
    up();
    down();
  }

  double[] q() {
    return q;
  }

  double[] log10Delta() {
    return log10Delta;
  }

  /**
   * The numbers of a layer over its units.
   *
   * @param mean their mean
   * @param square their mean square
   */
  private record Spread(double mean, double square) {
    /** 1 / (variance + epsilon), and above 0 where the variance overflows. */
    double normalizing() {
      return 1 / Math.min(variance() + Normalization.EPSILON, Double.MAX_VALUE);
    }

    Spread normalized() {
      double variance = variance();
      return new Spread(0, Double.isInfinite(variance) ? 1 : variance * normalizing());
    }

    private double variance() {
      return Double.isInfinite(square) ? square : square - mean * mean;
    }
  }

  private void up() {
    boolean pre = network.normalizes(NormPlace.PRE);
    boolean post = network.normalizes(NormPlace.POST);
    double projected =
        network.sw2(network.inputs(), network.width()) * network.inputMeanSquare() + network.sb2();
    var stream = new Spread(0, projected);
    for (int block = 0; block < network.depth(); block++) {
      Spread branch = branch(block, pre ? stream.normalized() : stream);
      var sum =
          new Spread(
              streamFactor * stream.mean + branchFactor * branch.mean,
              streamFactor * streamFactor * stream.square
                  + 2 * streamFactor * stream.mean * branchFactor * branch.mean
                  + branchFactor * branchFactor * branch.square);
      normalizing[block] = pre ? stream.normalizing() : post ? sum.normalizing() : 1;
      stream = post ? sum.normalized() : sum;
    }
    lastNormalizing = pre ? stream.normalizing() : 1;
    double read = (pre ? stream.normalized() : stream).square;
    q[network.depth()] = network.sw2(network.width(), network.outputs()) * read + network.sb2();
  }

  private Spread branch(int block, Spread input) {
    Spread below = input;
    branchChi[block] = 1;
    for (int layer = 1; layer <= network.architecture().branch(); layer++) {
      double sum = network.branchSw2(layer) * below.square + network.sb2();
      if (layer == 1) {
        q[block] = sum;
      }
      branchChi[block] *= network.branchSw2(layer);
      if (network.bends(layer)) {
        branchChi[block] *= phi.slopeSquare(sum);
        below = new Spread(phi.mean(sum), phi.square(sum));
      } else {
        below = new Spread(0, sum);
      }
    }
    return below;
  }

  private void down() {
    boolean post = network.normalizes(NormPlace.POST);
    int width = network.width();
    int outputs = network.outputs();
    double square =
        Math.log10(network.sw2(width, outputs) * outputs / width) + Math.log10(lastNormalizing);
    for (int block = network.depth() - 1; block >= 0; block--) {
      log10Delta[block] = square / 2;
      double branch = branchFactor * branchFactor * branchChi[block];
      double skip = streamFactor * streamFactor;
      square +=
          post
              ? Math.log10(normalizing[block] * (skip + branch))
              : Math.log10(skip + normalizing[block] * branch);
    }
  }
}
