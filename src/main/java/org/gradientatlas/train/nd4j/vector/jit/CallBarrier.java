package org.gradientatlas.train.nd4j.vector.jit;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Something to call, and two that do nothing, so that the JIT compiles it alone, whatever else the
 * process has run. It stops inlining where a method has become too large or too deep, and a vector
 * that is handed to a call is an object: a step whose loops are compiled into one method would run
 * half as fast again, in some processes and not in others.
 *
 * <p>A call is not inlined if it has three targets or more, and the opaque read hides which is
 * next.
 */
public final class CallBarrier<T> {
  public static final int COUNT = 3;

  private final List<AtomicReference<T>> targets;

  /**
   * @param idle does nothing; of another class than the others
   */
  public CallBarrier(T target, T idle, T other) {
    targets =
        List.of(
            new AtomicReference<>(target),
            new AtomicReference<>(idle),
            new AtomicReference<>(other));
  }

  /** All {@link #COUNT} are to be called where one place in the code calls them. */
  public T get(int i) {
    return targets.get(i).getOpaque();
  }

  /** Changes what is called. */
  void set(T target) {
    targets.get(0).setPlain(target);
  }
}
