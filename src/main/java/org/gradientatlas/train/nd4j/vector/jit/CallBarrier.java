package org.gradientatlas.train.nd4j.vector.jit;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A call target and two that do nothing, so that the JIT compiles the target on its own, whatever
 * else the process has run. Inlined together, a step's loops can exceed the JIT's inlining limits;
 * vectors then box at the remaining calls, which slows a step by half in some processes and not in
 * others.
 *
 * <p>A call site with three or more targets is not inlined, and the opaque read hides which comes
 * next.
 */
public final class CallBarrier<T> {
  public static final int COUNT = 3;

  private final List<AtomicReference<T>> targets;

  /**
   * @param idle does nothing; of a different class than the others
   */
  public CallBarrier(T target, T idle, T other) {
    targets =
        List.of(
            new AtomicReference<>(target),
            new AtomicReference<>(idle),
            new AtomicReference<>(other));
  }

  /** Call all {@link #COUNT} targets from one call site. */
  public T get(int i) {
    return targets.get(i).getOpaque();
  }

  /** Replaces the target. */
  void set(T target) {
    targets.get(0).setPlain(target);
  }
}
