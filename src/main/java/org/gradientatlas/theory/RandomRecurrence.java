package org.gradientatlas.theory;

import java.util.Arrays;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.Recurrent;

/**
 * A random recurrent network, h_t = phi(h_(t-1) R + x_t W + b). Time takes the place of depth, and
 * the input is one more source of variance: q_t = sw2 E phi(sqrt(q_(t-1)) g)^2 + sv2 E x^2 + sb2
 * (Chen 2018). The theory is made for weights drawn anew at each step; tied ones deviate a little.
 *
 * <p>Gated cells: without recurrent and input weights the derivative of the state decays by the
 * sigmoid of the keeping gate's bias a step, exactly.
 *
 * @param depth stacked layers
 * @param timeSteps of the input
 * @param inputs numbers at an instant
 * @param initializer of the recurrent weights R and the output layer
 * @param inputInitializer of the input weights W
 * @param inputMeanSquare mean of x^2 over the inputs
 */
public record RandomRecurrence(
    Recurrent architecture,
    int depth,
    int timeSteps,
    int width,
    int inputs,
    int outputs,
    Variant<Initializer> initializer,
    Variant<Initializer> inputInitializer,
    double inputMeanSquare)
    implements Theory {

  @Override
  public String gap() {
    if (architecture.cell().gated()) {
      return "theory_memory is all there is for gated cells: by its bias alone the gate keeps "
          + Math.round(1000 * keeps()) / 10.0
          + " % a time step"
          + (Double.isInfinite(memory()) ? ", and the memory overflows" : "");
    }
    for (Variant<Initializer> drawn : List.of(initializer, inputInitializer)) {
      if (!(drawn.type().variance(width, width, drawn.array()) > 0)) {
        return drawn.label() + " draws no random weights";
      }
    }
    if (architecture.truncation() > 0) {
      return "truncation cuts the gradient, which theory does not";
    }
    return "";
  }

  /**
   * -1 / ln sigmoid(bias of the gate that keeps); infinite where that overflows, NaN for plain
   * cells.
   */
  public double memory() {
    if (!architecture.cell().gated()) {
      return Double.NaN;
    }
    // -ln sigmoid(b), without loss of digits where the sigmoid is near 0 or 1.
    double b = architecture.forgetBias();
    return 1 / (b < 0 ? Math.log1p(Math.exp(b)) - b : Math.log1p(Math.exp(-b)));
  }

  /** What a gated cell keeps of its state in a step. */
  private double keeps() {
    return 1 / (1 + Math.exp(-architecture.forgetBias()));
  }

  /** log10 of the derivative's size at the first time step over that at the last. */
  double decades() {
    double[] deltas = log10Deltas(preactivationVariances());
    return deltas[0] - deltas[timeSteps - 1];
  }

  @Override
  public Prediction predict() {
    if (!gap().isEmpty()) {
      return Prediction.none(gap()).withMemory(memory());
    }
    double[] q = preactivationVariances();
    double last = q[timeSteps - 1];
    FixedPoint point = FixedPoint.from(new MeanField(phi(), sw2(), drive()), q[0]);
    List<Double> ratios = Arrays.stream(log10Deltas(q)).boxed().toList();
    double slope = timeSteps < 2 ? Double.NaN : -SlopeFit.of(timeSteps).slope(ratios);
    // Upper layers have no fixed point of their own: their input changes until the lower ones
    // settle.
    FixedPoint settled =
        depth == 1 ? point : new FixedPoint(point.field(), FixedPoint.Kind.FINITE, last);
    return new Prediction(
            settled.chi1(),
            settled.q(),
            FixedPoint.depth(settled.chi1()),
            depth == 1 ? point.correlationDepth() : Double.NaN,
            slope,
            Double.NaN,
            Double.NaN,
            Arrays.stream(q).boxed().toList(),
            ratios,
            depth == 1 ? "" : "chi1 and q* are those of the last layer at the last time step",
            Double.NaN,
            depth)
        .withGaps("tied weights");
  }

  private Variant<Activation> phi() {
    return Variant.of(architecture.ownActivation().orElseThrow());
  }

  private double sw2() {
    return width * initializer.type().variance(width, width, initializer.array());
  }

  /** The variance that the input and the bias add to every pre-activation of the first layer. */
  private double drive() {
    return sv2(inputs) * inputMeanSquare + sb2();
  }

  private double sv2(int fanIn) {
    return fanIn * inputInitializer.type().variance(fanIn, width, inputInitializer.array());
  }

  private double sb2() {
    return initializer.type().biasVariance(initializer.array());
  }

  /** q_t of the last layer, from t = 1. */
  private double[] preactivationVariances() {
    var phi = new Interpolated(Expectations.of(phi()));
    double[] driven = new double[timeSteps];
    Arrays.fill(driven, drive());
    double[] q = new double[timeSteps];
    for (int layer = 1; layer <= depth; layer++) {
      double square = 0;
      for (int t = 0; t < timeSteps; t++) {
        q[t] = sw2() * square + driven[t];
        square = phi.square(q[t]);
      }
      for (int t = 0; t < timeSteps && layer < depth; t++) {
        driven[t] = sv2(width) * phi.square(q[t]) + sb2();
      }
    }
    return q;
  }

  /** log10 of delta_rms of the last layer at each time step, over that of the output layer. */
  private double[] log10Deltas(double[] q) {
    var phi = new Interpolated(Expectations.of(phi()));
    double[] deltas = new double[timeSteps];
    double square =
        Math.log10(outputs * initializer.type().variance(width, outputs, initializer.array()));
    for (int t = timeSteps - 1; t >= 0; t--) {
      double slope = Math.log10(phi.slopeSquare(q[t]));
      deltas[t] = (square + slope) / 2;
      square += slope + Math.log10(sw2());
    }
    return deltas;
  }
}
