package org.gradientatlas.spark.input;

import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Split;
import org.gradientatlas.study.Trial;
import org.gradientatlas.theory.Prediction;
import org.gradientatlas.train.Trainer;
import org.jspecify.annotations.Nullable;

/** Loads a trial's data and keeps its training examples for theory. */
public final class TrialSource implements Trainer.Source {
  private final TrialData data;
  private @Nullable Dataset training;

  public TrialSource(TrialData data) {
    this.data = data;
  }

  @Override
  public Split load(Trial trial) {
    Split split = data.of(trial);
    training = split.training();
    return split;
  }

  public Prediction theory(Trial trial) {
    return training == null
        ? Prediction.none("the trial has no data")
        : data.theory(trial, training);
  }
}
