package org.gradientatlas.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Split;
import org.gradientatlas.measure.Baseline;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.measure.TrialResult;
import org.gradientatlas.measure.TrialResult.Ending;
import org.gradientatlas.measure.TrialResult.Failure;
import org.gradientatlas.measure.TrialResult.Scores;
import org.gradientatlas.measure.TrialResult.Times;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.study.Trial;
import org.jspecify.annotations.Nullable;

/** Runs one trial on any engine: probe, steps, evaluations and outcome. */
public final class Trainer {
  private final Engine engine;
  private final BooleanSupplier cancelled;

  /**
   * @param cancelled asked before the probe and every step; once true, {@link #run} throws {@link
   *     CancelledException}
   */
  public Trainer(Engine engine, BooleanSupplier cancelled) {
    this.engine = engine;
    this.cancelled = cancelled;
  }

  /** The task was told to stop; the trial has no result, but did not fail. */
  public static final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CancelledException() {
      super("the task was cancelled");
    }
  }

  /** Where a trial's data comes from. Loading may be slow and counts as setup. */
  @FunctionalInterface
  public interface Source {
    Split load(Trial trial) throws Exception;
  }

  /**
   * Trains a trial. An exception in the trial becomes its outcome and is not rethrown.
   *
   * @throws CancelledException if cancelled
   */
  public TrialResult run(Trial trial, Source source) {
    var run = new Run(trial);
    try {
      run.train(source.load(trial));
    } catch (CancelledException e) {
      throw e;
    } catch (Exception | OutOfMemoryError | StackOverflowError | LinkageError e) {
      // An interrupt can surface as any exception; it concerns the task, not the trial.
      throwIfCancelled();
      run.fail(e);
    }
    return run.result();
  }

  private void throwIfCancelled() {
    if (cancelled.getAsBoolean()) {
      throw new CancelledException();
    }
  }

  /** The state of a running trial. */
  private final class Run {
    private final Trial trial;
    private final long started = System.nanoTime();
    private final double limit;
    private final List<StepStats> steps = new ArrayList<>();
    private final List<LayerStats> layers = new ArrayList<>();
    private Outcome outcome = Outcome.COMPLETED;
    private @Nullable Integer divergedStep;
    private @Nullable Failure failure;
    private int stepsDone;
    private double initialLoss = Double.NaN;
    private double finalLoss = Double.NaN;
    private double bestLoss = Double.NaN;
    private double accuracy = Double.NaN;
    private double trainingLoss = Double.NaN;
    private @Nullable Evaluation guess;
    private long setup;
    private long recording;

    Run(Trial trial) {
      this.trial = trial;
      this.limit = engine.clock() + trial.training().timeoutSeconds() * 1e9;
    }

    void train(Split data) {
      Dataset training = data.training();
      var batches = new Batches(trial, training);
      try (Network network = engine.open(trial, batches.first())) {
        setup = System.nanoTime() - started;
        throwIfCancelled();
        probe(network, batches.first());
        if (trial.training().steps() > 0) {
          guess = Guess.of(trial.descent().loss(), training).evaluate(data.validation());
          initialLoss = evaluate(network, data.validation()).loss();
          loop(network, batches, data.validation());
          finish(network, data);
        }
      }
    }

    private void probe(Network network, Batch batch) {
      long from = System.nanoTime();
      int outputs = batch.data().outputs();
      var gaussian =
          ZigguratSampler.NormalizedGaussian.of(trial.streams().stream(Purpose.PROBE, 0));
      double sd = Math.sqrt(1.0 / outputs);
      network.probe(
          batch,
          gaussian.samples((long) batch.count() * outputs).map(g -> sd * g).toArray(),
          layers::add);
      measureJacobians(batch);
      recording += System.nanoTime() - from;
    }

    private void measureJacobians(Batch batch) {
      int examples = trial.training().jacobianExamples();
      if (examples > 0 && trial.network().dense()) {
        double[] means = LayerJacobians.means(trial, batch, examples);
        for (int i = 0; i < means.length; i++) {
          layers.set(i, layers.get(i).withJacobian(means[i]));
        }
      }
    }

    private void loop(Network network, Batches batches, Dataset validation) {
      int total = trial.training().steps();
      for (int step = 0; step < total && outcome == Outcome.COMPLETED && !stopped(); step++) {
        step(network, batches.next(), step, total);
        if (outcome == Outcome.COMPLETED && isQuarter(step + 1, total)) {
          evaluate(network, validation);
        }
      }
    }

    private void step(Network network, Batch batch, int step, int total) {
      boolean record = trial.training().record().records(step, total);
      // Collected separately, so that a step that throws leaves no rows.
      List<LayerStats> rows = new ArrayList<>();
      long from = System.nanoTime();
      StepStats stats = network.train(batch, step, record, rows::add);
      if (record || !stats.finite()) {
        steps.add(stats);
        layers.addAll(rows);
        recording += System.nanoTime() - from;
      }
      if (stats.finite()) {
        stepsDone = step + 1;
      } else {
        diverge(step);
      }
    }

    private void diverge(int step) {
      outcome = Outcome.DIVERGED;
      divergedStep = step;
    }

    /**
     * Scores the network after the last update; a loss that is not finite then is a divergence too.
     */
    private void finish(Network network, Split data) {
      if (outcome == Outcome.DIVERGED) {
        return;
      }
      Evaluation last = evaluate(network, data.validation());
      if (Double.isFinite(last.loss())) {
        finalLoss = last.loss();
        accuracy = last.accuracy();
        int count = Math.min(data.training().size(), data.validation().size());
        trainingLoss =
            Evaluation.of(network, data.training(), count, trial.descent().batchSize()).loss();
      } else if (stepsDone > 0) {
        diverge(stepsDone - 1);
      }
    }

    private boolean stopped() {
      throwIfCancelled();
      if (limit < Double.POSITIVE_INFINITY && engine.clock() > limit) {
        outcome = Outcome.TIMED_OUT;
        return true;
      }
      return false;
    }

    private Evaluation evaluate(Network network, Dataset data) {
      Evaluation evaluation = Evaluation.of(network, data, trial.descent().batchSize());
      if (Double.isNaN(bestLoss) || evaluation.loss() < bestLoss) {
        bestLoss = evaluation.loss();
      }
      return evaluation;
    }

    void fail(Throwable e) {
      outcome = Outcome.FAILED;
      failure = new Failure(e.getClass().getName(), String.valueOf(e.getMessage()));
    }

    TrialResult result() {
      double total = System.nanoTime() - started;
      if (outcome == Outcome.FAILED && setup == 0) {
        setup = (long) total;
      }
      var times = new Times((total - setup - recording) / 1e6, recording / 1e6, setup / 1e6);
      return new TrialResult(
          new Ending(outcome, divergedStep, stepsDone, failure),
          new Scores(initialLoss, finalLoss, bestLoss, accuracy, trainingLoss),
          guess == null ? Baseline.NONE : new Baseline(guess.loss(), guess.accuracy()),
          ProbeSlope.of(layers, trial),
          times,
          steps,
          layers);
    }
  }

  /** Whether one, two or three quarters of the steps have just been completed. */
  private static boolean isQuarter(int done, int total) {
    return done < total && (done * 4L) / total > ((done - 1) * 4L) / total;
  }
}
