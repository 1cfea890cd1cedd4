package org.gradientatlas.train.nd4j.program.block;

import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Operation;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Workshop;
import org.gradientatlas.train.nd4j.step.Pass;

/**
 * Adds sinusoids to a signal in place, which no gradient notices: sin(t / 10000^(i / n)) to even
 * columns i of token t, and the cosine of the same angle to the next column (Vaswani 2017).
 */
final class Positions implements Operation {
  private static final double LONGEST = 10_000;

  private final LayerKernels kernels;
  private final Signal tokens;
  private final Tensor waves;

  /**
   * @param perExample rows of an example
   */
  Positions(Workshop workshop, LayerKernels kernels, Signal tokens, int perExample) {
    this.kernels = kernels;
    this.tokens = tokens;
    int columns = tokens.values.columns();
    this.waves = workshop.tensor(tokens.values.rows(), columns);
    for (int row = 0; row < waves.rows(); row++) {
      for (int column = 0; column < columns; column++) {
        waves.set(row * columns + column, wave(row % perExample, column, columns));
      }
    }
  }

  static double wave(int token, int column, int columns) {
    int even = column - column % 2;
    double angle = token / Math.pow(LONGEST, even / (double) columns);
    return column == even ? Math.sin(angle) : Math.cos(angle);
  }

  @Override
  public void forward(Pass pass) {
    kernels.add(tokens.values, 1, waves, tokens.values, waves.rows());
  }

  @Override
  public void backward(Pass pass) {}
}
