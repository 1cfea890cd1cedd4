package org.gradientatlas.train.nd4j.vector;

import java.util.function.DoubleSupplier;

/**
 * Keeps the loops of recorded passes from being compiled into one method: see {@link Targets}. Each
 * run makes a small object, the loop with its arguments; what every step runs goes without, by
 * {@link Loop#apart} and {@link ApartCurve}.
 */
final class Apart {
  private final Targets<DoubleSupplier> targets = new Targets<>(() -> 0, () -> 0, () -> 0);

  double number(DoubleSupplier loop) {
    targets.set(loop);
    double number = 0;
    for (int i = 0; i < Targets.COUNT; i++) {
      number += targets.get(i).getAsDouble();
    }
    return number;
  }

  void run(Runnable loop) {
    number(
        () -> {
          loop.run();
          return 0;
        });
  }
}
