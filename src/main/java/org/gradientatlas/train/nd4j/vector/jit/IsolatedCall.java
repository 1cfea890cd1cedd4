package org.gradientatlas.train.nd4j.vector.jit;

import java.util.function.DoubleSupplier;

/**
 * Keeps the loops of recorded passes from being inlined into one method, see {@link CallBarrier}.
 * Each run allocates a small lambda; loops that run in every step avoid that with {@link
 * Loop#apart} and {@code IsolatedActivation}.
 */
public final class IsolatedCall {
  private final CallBarrier<DoubleSupplier> targets = new CallBarrier<>(() -> 0, () -> 0, () -> 0);

  public double number(DoubleSupplier loop) {
    targets.set(loop);
    double number = 0;
    for (int i = 0; i < CallBarrier.COUNT; i++) {
      number += targets.get(i).getAsDouble();
    }
    return number;
  }

  public void run(Runnable loop) {
    number(
        () -> {
          loop.run();
          return 0;
        });
  }
}
