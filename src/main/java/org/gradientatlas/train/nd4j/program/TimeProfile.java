package org.gradientatlas.train.nd4j.program;

import java.util.stream.IntStream;
import org.gradientatlas.measure.Phase;

/** What each time step of a recurrent layer computed in a recorded pass. */
public final class TimeProfile {
  private final SumStats[] steps;

  public TimeProfile(int timeSteps) {
    steps = new SumStats[timeSteps];
    for (int i = 0; i < timeSteps; i++) {
      steps[i] = new SumStats();
    }
  }

  /** A time step, from 1. */
  public SumStats at(int timeStep) {
    return steps[timeStep - 1];
  }

  public int timeSteps() {
    return steps.length;
  }

  /**
   * The time steps that have rows, in ascending order: all of them in a probe; in training the last
   * one and those 1, 2, 4, 8, ... before it, and the first.
   */
  public IntStream recorded(Phase phase) {
    int last = steps.length;
    return IntStream.rangeClosed(1, last)
        .filter(t -> phase == Phase.PROBE || t == 1 || Integer.bitCount(last - t) <= 1);
  }
}
