package org.gradientatlas.train.nd4j.program;

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
}
