package org.gradientatlas.train.nd4j.program.recurrent;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.kernel.GateKernels;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;
import org.gradientatlas.train.nd4j.program.Workshop;
import org.gradientatlas.train.nd4j.step.Pass;

/** h_t = z h_(t-1) + (1 - z) n, with r inside n. */
final class GruSteps implements StepLoops {
  private final Unrolled layer;
  private final GateKernels loops;
  private final LayerKernels sums;
  private final GateRecorder recorder;
  private final Tensor gates;
  private final Tensor recurrent;
  private final Tensor[] gatesAt;
  private final Tensor[] recurrentAt;
  private final Tensor start;
  private final Tensor preactivations;
  private final Tensor unread;
  private final Tensor[] biasMeans;

  GruSteps(Workshop workshop, Unrolled layer) {
    this.layer = layer;
    this.loops = workshop.gates();
    this.sums = workshop.kernels(Variant.of(Activation.IDENTITY)).fast();
    this.recorder = new GateRecorder(workshop, layer);
    this.gates = layer.overTime(layer.columns());
    this.recurrent = layer.overTime(layer.columns());
    this.gatesAt = layer.steps(gates);
    this.recurrentAt = layer.steps(recurrent);
    this.start = layer.once(layer.units);
    this.preactivations = layer.once(layer.columns());
    this.unread = layer.once(layer.units);
    this.biasMeans = layer.biasRows();
  }

  @Override
  public Tensor sums() {
    return gates;
  }

  @Override
  public void forward(int t, Pass pass) {
    Tensor some = gatesAt[t];
    Tensor u = recurrentAt[t];
    if (t == 0) {
      u.clear();
    } else {
      Products.multiply(false, false, 1, before(t), layer.recurrent.values, 0, u);
    }
    if (pass == Pass.RECORDED) {
      addSums(some, u);
    }
    loops.gru(some, u, layer.biases.values, before(t), layer.outputs[t]);
    if (pass == Pass.RECORDED) {
      addReset(some, u);
      recorder.sums(t, preactivations);
      recorder.state(t, layer.outputs[t]);
    }
  }

  private Tensor before(int t) {
    return t == 0 ? start : layer.outputs[t - 1];
  }

  /** The pre-activations of r and z, and what n's has without r. */
  private void addSums(Tensor x, Tensor u) {
    sums.add(x, 1, u, preactivations, layer.batch);
    int n = 2 * layer.units;
    ColumnBlocks.copy(x, n, preactivations, n, layer.units);
  }

  /** Adds r u to n's. */
  private void addReset(Tensor values, Tensor u) {
    for (int row = 0; row < layer.batch; row++) {
      for (int unit = 0; unit < layer.units; unit++) {
        int r = row * values.columns() + unit;
        int n = r + 2 * layer.units;
        preactivations.set(n, preactivations.get(n) + values.get(r) * u.get(n));
      }
    }
  }

  @Override
  public void backward(int t, boolean passes, Pass pass) {
    Tensor deltas = gatesAt[t];
    if (pass == Pass.RECORDED) {
      recorder.stateDelta(t, layer.gradients[t]);
    }
    Tensor below = passes ? layer.gradients[t - 1] : unread;
    loops.gruBackward(deltas, recurrentAt[t], before(t), layer.gradients[t], below, biasMeans[t]);
    if (passes) {
      Products.multiply(false, true, 1, recurrentAt[t], layer.recurrent.values, 1, below);
    }
    if (pass == Pass.RECORDED) {
      recorder.deltas(t, deltas);
    }
  }

  @Override
  public Tensor deltas() {
    return gates;
  }

  @Override
  public Tensor recurrentDeltas() {
    return recurrent;
  }
}
