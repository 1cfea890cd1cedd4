package org.gradientatlas.train.nd4j.vector;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;

/**
 * Keeps loops from being compiled into one method. The JIT stops inlining where a method has become
 * too large or too deep, and a vector that is handed to a call is an object: a pass of several
 * loops would run ten times slower.
 *
 * <p>A call is not inlined if it has three targets or more. Two of them do nothing, and the opaque
 * read hides which is next, so each loop is compiled alone, whatever else the process has run.
 */
final class Apart {
  private final AtomicReference<DoubleSupplier> loop = new AtomicReference<>(() -> 0);
  private final List<AtomicReference<DoubleSupplier>> targets =
      List.of(loop, new AtomicReference<>(() -> 0), new AtomicReference<>(() -> 0));

  double number(DoubleSupplier loop) {
    this.loop.setPlain(loop);
    double number = 0;
    for (int i = 0; i < targets.size(); i++) {
      number += targets.get(i).getOpaque().getAsDouble();
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
