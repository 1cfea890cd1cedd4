package org.gradientatlas.data;

import org.gradientatlas.axis.architecture.InputShape;

/** Sequences drawn from a random stream. */
public sealed interface SequenceSpec extends DataSpec.Synthetic {
  /** Instants of an example. */
  int timeSteps();

  /** Numbers at each instant. */
  int features();

  @Override
  default InputShape.Sequence shape() {
    return new InputShape.Sequence(timeSteps(), features());
  }

  /**
   * White noise, N(0, variance) at each instant and for each feature, with a class that says
   * nothing about it: the input of a probe whose theory is exact.
   */
  record Noise(
      int features,
      int classes,
      int examples,
      int timeSteps,
      double variance,
      double validationFraction,
      boolean standardize)
      implements SequenceSpec {
    @Override
    public boolean classification() {
      return true;
    }

    @Override
    public int outputs() {
      return classes;
    }

    @Override
    public double meanSquare() {
      return variance;
    }
  }

  /**
   * The adding problem (Hochreiter and Schmidhuber 1997, as Le 2015 has it): a number in [0, 1) and
   * a marker at each instant. The marker is 1 at one instant of the first half and at one of the
   * second, and 0 elsewhere; the target is the sum of the two numbers there. Who always answers 1
   * has a squared error of 1/6.
   */
  record Adding(int examples, int timeSteps, double validationFraction, boolean standardize)
      implements SequenceSpec {
    @Override
    public int features() {
      return 2;
    }

    @Override
    public boolean classification() {
      return false;
    }

    @Override
    public int outputs() {
      return 1;
    }

    /** The mean of u^2 is 1/3, and two markers of an example are 1. */
    @Override
    public double meanSquare() {
      return (1 / 3.0 + 2.0 / timeSteps) / 2;
    }
  }

  /**
   * The copying problem (Hochreiter and Schmidhuber 1997, as Arjovsky 2016 has it): random symbols,
   * then blanks, then a marker, after which as many blanks follow as there were symbols. At those
   * the symbols are to be told in their order, and a blank before. Inputs are one-hot: the blank,
   * the symbols, the marker. Classes are the blank, 0, and the symbols. Who answers blanks and then
   * any symbol has a loss of length ln(symbols) / timeSteps.
   *
   * @param symbols how many different ones there are
   * @param length how many are to be kept
   * @param timeSteps at least {@link #fewestSteps}
   */
  record Copying(
      int examples,
      int timeSteps,
      int symbols,
      int length,
      double validationFraction,
      boolean standardize)
      implements SequenceSpec {
    /** Room for the symbols, the marker and the symbols again. */
    public long fewestSteps() {
      return 2L * length + 1;
    }

    @Override
    public int features() {
      return symbols + 2;
    }

    @Override
    public boolean classification() {
      return true;
    }

    @Override
    public int outputs() {
      return symbols + 1;
    }

    @Override
    public int steps() {
      return timeSteps;
    }

    @Override
    public double meanSquare() {
      return 1.0 / features();
    }
  }
}
