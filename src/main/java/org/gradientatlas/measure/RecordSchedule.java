package org.gradientatlas.measure;

import java.io.Serializable;
import java.util.List;
import java.util.TreeSet;

/** Which steps are recorded. Step k is the one that starts after k updates; steps run from 0. */
public sealed interface RecordSchedule extends Serializable {
  /** Whether to record a step of a trial with so many steps. The last step is always recorded. */
  boolean records(int step, int steps);

  /** How many steps of a trial with so many steps are recorded. */
  int count(int steps);

  /** Steps 0, 1, 2, 4, 8, ... and the last. */
  record Log() implements RecordSchedule {
    @Override
    public boolean records(int step, int steps) {
      return (step & (step - 1)) == 0 || step == steps - 1;
    }

    @Override
    public int count(int steps) {
      if (steps <= 1) {
        return Math.max(steps, 0);
      }
      int last = steps - 1;
      int powers = 32 - Integer.numberOfLeadingZeros(last);
      return 1 + powers + (Integer.bitCount(last) == 1 ? 0 : 1);
    }
  }

  /** Every step. */
  record Every() implements RecordSchedule {
    @Override
    public boolean records(int step, int steps) {
      return true;
    }

    @Override
    public int count(int steps) {
      return Math.max(steps, 0);
    }
  }

  /** The given steps, up to the end of the trial, and the last. */
  record Steps(List<Integer> steps) implements RecordSchedule {
    /** Sorts the steps and drops duplicates. */
    public Steps {
      steps = List.copyOf(new TreeSet<>(steps));
    }

    @Override
    public boolean records(int step, int total) {
      return step == total - 1 || java.util.Collections.binarySearch(steps, step) >= 0;
    }

    @Override
    public int count(int total) {
      int at = java.util.Collections.binarySearch(steps, total - 1);
      int before = at < 0 ? -at - 1 : at;
      return total < 1 ? 0 : before + 1;
    }
  }
}
