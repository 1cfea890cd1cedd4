package org.gradientatlas.train.nd4j.vector.activation;

import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.jit.CallBarrier;
import org.jspecify.annotations.Nullable;

/** The loops of an activation, each compiled on its own: see {@link CallBarrier}. */
public final class IsolatedActivation implements ActivationKernel {
  private final ActivationKernel curve;
  private final CallBarrier<ActivationKernel> targets;

  public IsolatedActivation(ActivationKernel curve) {
    this.curve = curve;
    this.targets = new CallBarrier<>(curve, new Idle(), new Idle() {});
  }

  @Override
  public boolean readsPreactivations() {
    return curve.readsPreactivations();
  }

  @Override
  public float activate(Tensor z, float[] bias, Tensor a, int rows) {
    float greatest = 0;
    for (int i = 0; i < CallBarrier.COUNT; i++) {
      greatest = Math.max(greatest, targets.get(i).activate(z, bias, a, rows));
    }
    return greatest;
  }

  @Override
  public float differentiate(Tensor delta, Tensor point, @Nullable Tensor biasGradient, int rows) {
    float greatest = 0;
    for (int i = 0; i < CallBarrier.COUNT; i++) {
      greatest = Math.max(greatest, targets.get(i).differentiate(delta, point, biasGradient, rows));
    }
    return greatest;
  }

  /** Does nothing. */
  private static class Idle implements ActivationKernel {
    @Override
    public float activate(Tensor z, float[] bias, Tensor a, int rows) {
      return 0;
    }

    @Override
    public float differentiate(
        Tensor delta, Tensor point, @Nullable Tensor biasGradient, int rows) {
      return 0;
    }
  }
}
