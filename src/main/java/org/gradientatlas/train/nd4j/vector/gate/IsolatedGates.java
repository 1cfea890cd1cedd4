package org.gradientatlas.train.nd4j.vector.gate;

import org.gradientatlas.train.nd4j.kernel.GateKernels;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.jit.CallBarrier;

/** The loops of gated cells, compiled on their own: see {@link CallBarrier}. */
public final class IsolatedGates implements GateKernels {
  private final CallBarrier<GateKernels> targets;

  public IsolatedGates(GateKernels gates) {
    this.targets = new CallBarrier<>(gates, new Idle(), new Idle() {});
  }

  @Override
  public void lstm(
      Tensor gates, Tensor bias, Tensor before, Tensor state, Tensor squashed, Tensor output) {
    for (int i = 0; i < CallBarrier.COUNT; i++) {
      targets.get(i).lstm(gates, bias, before, state, squashed, output);
    }
  }

  @Override
  public void lstmBackward(
      Tensor gates, Tensor before, Tensor squashed, Tensor gradient, Tensor carry, Tensor means) {
    for (int i = 0; i < CallBarrier.COUNT; i++) {
      targets.get(i).lstmBackward(gates, before, squashed, gradient, carry, means);
    }
  }

  @Override
  public void gru(Tensor gates, Tensor recurrent, Tensor bias, Tensor before, Tensor output) {
    for (int i = 0; i < CallBarrier.COUNT; i++) {
      targets.get(i).gru(gates, recurrent, bias, before, output);
    }
  }

  @Override
  public void gruBackward(
      Tensor gates, Tensor recurrent, Tensor before, Tensor gradient, Tensor below, Tensor means) {
    for (int i = 0; i < CallBarrier.COUNT; i++) {
      targets.get(i).gruBackward(gates, recurrent, before, gradient, below, means);
    }
  }

  /** Does nothing. */
  private static class Idle implements GateKernels {
    @Override
    public void lstm(
        Tensor gates, Tensor bias, Tensor before, Tensor state, Tensor squashed, Tensor output) {}

    @Override
    public void lstmBackward(
        Tensor gates,
        Tensor before,
        Tensor squashed,
        Tensor gradient,
        Tensor carry,
        Tensor means) {}

    @Override
    public void gru(Tensor gates, Tensor recurrent, Tensor bias, Tensor before, Tensor output) {}

    @Override
    public void gruBackward(
        Tensor gates,
        Tensor recurrent,
        Tensor before,
        Tensor gradient,
        Tensor below,
        Tensor means) {}
  }
}
