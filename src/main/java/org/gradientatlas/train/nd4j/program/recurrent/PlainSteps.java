package org.gradientatlas.train.nd4j.program.recurrent;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;
import org.gradientatlas.train.nd4j.program.SumStats;
import org.gradientatlas.train.nd4j.program.Workshop;
import org.gradientatlas.train.nd4j.step.Pass;
import org.jspecify.annotations.Nullable;

/** h_t = phi(x_t W + h_(t-1) R + b). */
final class PlainSteps implements StepLoops {
  private final Unrolled layer;
  private final KernelPair kernels;
  private final SumRecorder recorder;
  private final @Nullable Tensor bias;
  private final Tensor sums;
  private final Tensor[] preactivations;
  private final Tensor[] biasMeans;

  PlainSteps(Workshop workshop, Unrolled layer, Activation activation) {
    this.layer = layer;
    this.kernels = workshop.kernels(Variant.of(activation));
    this.recorder = new SumRecorder(workshop, layer, 0, activation, layer.once(layer.units));
    this.bias = layer.biases.isEmpty() ? null : layer.biases.values;
    this.sums =
        kernels.fast().readsPreactivations() ? layer.overTime(layer.units) : layer.output.values;
    this.preactivations = layer.steps(sums);
    this.biasMeans = layer.biasRows();
  }

  @Override
  public Tensor sums() {
    return sums;
  }

  @Override
  public void forward(int t, Pass pass) {
    Tensor z = preactivations[t];
    recur(t, z);
    if (pass == Pass.RECORDED) {
      record(t, z);
    }
    double greatest = kernels.fast().activate(z, bias, layer.outputs[t], layer.batch, null);
    if (Double.isNaN(greatest)) {
      // Fast loops may drop a NaN; the plain ones propagate it.
      Products.multiply(false, false, 1, layer.inputs[t], layer.weights.values, 0, z);
      recur(t, z);
      kernels.plain().activate(z, bias, layer.outputs[t], layer.batch, null);
    }
  }

  private void recur(int t, Tensor z) {
    if (t > 0) {
      Products.multiply(false, false, 1, layer.outputs[t - 1], layer.recurrent.values, 1, z);
    }
  }

  private void record(int t, Tensor z) {
    SumStats stats = layer.profile.at(t + 1);
    recorder.forward(t, z, stats.forward);
    stats.outputs = (long) layer.batch * layer.units;
    stats.units = layer.units;
  }

  @Override
  public void backward(int t, boolean passes, Pass pass) {
    Tensor delta = layer.gradients[t];
    Tensor point = preactivations[t];
    kernels.fast().differentiate(delta, point, bias == null ? null : biasMeans[t], layer.batch);
    if (passes) {
      Products.multiply(false, true, 1, delta, layer.recurrent.values, 1, layer.gradients[t - 1]);
    }
    if (pass == Pass.RECORDED) {
      layer.profile.at(t + 1).deltaSquares = recorder.backward(t, delta);
    }
  }

  @Override
  public Tensor deltas() {
    return layer.output.gradient;
  }

  @Override
  public Tensor recurrentDeltas() {
    return layer.output.gradient;
  }
}
