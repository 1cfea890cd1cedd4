package org.gradientatlas.train.nd4j.program.recurrent;

import org.gradientatlas.train.nd4j.kernel.GateKernels;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;
import org.gradientatlas.train.nd4j.program.Workshop;
import org.gradientatlas.train.nd4j.step.Pass;

/** c_t = f c_(t-1) + i g, h_t = o tanh c_t. */
final class LstmSteps implements StepLoops {
  private final Unrolled layer;
  private final GateKernels loops;
  private final GateRecorder recorder;
  private final Tensor gates;
  private final Tensor[] gatesAt;
  private final Tensor start;
  private final Tensor[] states;
  private final Tensor[] squashed;
  private final Tensor carry;
  private final Tensor[] biasMeans;

  LstmSteps(Workshop workshop, Unrolled layer) {
    this.layer = layer;
    this.loops = workshop.gates();
    this.recorder = new GateRecorder(workshop, layer);
    this.gates = layer.overTime(layer.columns());
    this.gatesAt = layer.steps(gates);
    this.start = layer.once(layer.units);
    this.states = layer.steps(layer.overTime(layer.units));
    this.squashed = layer.steps(layer.overTime(layer.units));
    this.carry = layer.once(layer.units);
    this.biasMeans = layer.biasRows();
  }

  @Override
  public Tensor sums() {
    return gates;
  }

  @Override
  public void forward(int t, Pass pass) {
    Tensor some = gatesAt[t];
    if (t > 0) {
      Products.multiply(false, false, 1, layer.outputs[t - 1], layer.recurrent.values, 1, some);
    }
    if (pass == Pass.RECORDED) {
      recorder.sums(t, some);
    }
    loops.lstm(some, layer.biases.values, before(t), states[t], squashed[t], layer.outputs[t]);
    if (pass == Pass.RECORDED) {
      recorder.state(t, states[t]);
    }
  }

  private Tensor before(int t) {
    return t == 0 ? start : states[t - 1];
  }

  @Override
  public void backward(int t, boolean passes, Pass pass) {
    if (t == layer.timeSteps - 1) {
      carry.clear();
    }
    Tensor deltas = gatesAt[t];
    loops.lstmBackward(deltas, before(t), squashed[t], layer.gradients[t], carry, biasMeans[t]);
    if (passes) {
      Products.multiply(false, true, 1, deltas, layer.recurrent.values, 1, layer.gradients[t - 1]);
    } else {
      carry.clear();
    }
    if (pass == Pass.RECORDED) {
      recorder.deltas(t, deltas);
      recorder.stateDelta(t, squashed[t]);
    }
  }

  @Override
  public Tensor deltas() {
    return gates;
  }

  @Override
  public Tensor recurrentDeltas() {
    return gates;
  }
}
