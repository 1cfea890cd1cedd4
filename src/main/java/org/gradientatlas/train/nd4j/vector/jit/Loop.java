package org.gradientatlas.train.nd4j.vector.jit;

import org.gradientatlas.train.nd4j.memory.Tensor;

/** A loop over the first entries of a tensor, and of up to two others. */
public interface Loop {
  /**
   * @param size how many entries
   * @param factor for loops that multiply
   * @return the loop's result; 0 if it has none
   */
  double run(Tensor tensor, Tensor second, Tensor third, int size, double factor);

  default double run(Tensor tensor, int size) {
    return run(tensor, tensor, tensor, size, 1);
  }

  /** The same loop, compiled on its own. */
  static Loop apart(Loop loop) {
    var targets =
        new CallBarrier<Loop>(
            loop, (one, two, three, size, f) -> 0, (one, two, three, size, f) -> 0);
    return (tensor, second, third, size, factor) -> {
      double result = 0;
      for (int i = 0; i < CallBarrier.COUNT; i++) {
        result += targets.get(i).run(tensor, second, third, size, factor);
      }
      return result;
    };
  }
}
