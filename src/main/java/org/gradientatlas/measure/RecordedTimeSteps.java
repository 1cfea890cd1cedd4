package org.gradientatlas.measure;

import java.util.stream.IntStream;

/** Which time steps of a recurrent layer have rows in a recorded pass. */
public final class RecordedTimeSteps {
  private RecordedTimeSteps() {}

  /**
   * All of them in a probe; in training the first, the last, and those 1, 2, 4, 8, ... before the
   * last.
   *
   * @param last the number of time steps
   * @return ascending, from 1
   */
  public static IntStream of(Phase phase, int last) {
    return IntStream.rangeClosed(1, last)
        .filter(t -> phase == Phase.PROBE || t == 1 || Integer.bitCount(last - t) <= 1);
  }
}
