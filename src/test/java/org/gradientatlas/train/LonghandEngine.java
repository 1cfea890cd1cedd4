package org.gradientatlas.train;

import org.gradientatlas.study.Trial;

/** Networks in plain loops over double[][]: what the engines are checked against. */
public final class LonghandEngine implements Engine {
  @Override
  public LonghandNetwork open(Trial trial, Batch first) {
    return new LonghandNetwork(trial, first);
  }
}
