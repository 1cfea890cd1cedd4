package org.gradientatlas.train.nd4j.vector;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;

/**
 * Keeps loops from being compiled into one method. The JIT stops inlining where a method has become
 * too large, and a vector that is handed to a call is an object: a pass of several loops would run
 * ten times slower. The opaque read hides which loop it is that runs, so each is compiled alone.
 */
final class Apart {
  private final AtomicReference<DoubleSupplier> loop = new AtomicReference<>(() -> 0);

  double number(DoubleSupplier loop) {
    this.loop.setPlain(loop);
    return this.loop.getOpaque().getAsDouble();
  }

  void run(Runnable loop) {
    number(
        () -> {
          loop.run();
          return 0;
        });
  }
}
