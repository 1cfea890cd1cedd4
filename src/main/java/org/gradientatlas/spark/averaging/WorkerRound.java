package org.gradientatlas.spark.averaging;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.spark.session.RecordSerializer;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.dl4j.Descent;
import org.gradientatlas.train.dl4j.FlatNetwork;
import org.jspecify.annotations.Nullable;

/** What one worker does from one averaging to the next. */
@DefaultSerializer(RecordSerializer.class)
final class WorkerRound implements Serializable {
  private static final long serialVersionUID = 1;

  private final int first;
  private final List<Double> losses = new ArrayList<>();
  private final List<Pass> passes = new ArrayList<>();
  private @Nullable Integer divergedStep;
  private @Nullable String failure;

  /**
   * @param first its first step
   */
  WorkerRound(int first) {
    this.first = first;
  }

  /**
   * A recorded step, its vectors laid out as in {@link Descent}.
   *
   * @param before parameters before the update
   * @param state of the optimizer, before the update
   * @param gradient mean over the worker's examples, unclipped
   * @param after parameters after the update
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Pass(
      int step,
      List<LayerStats> layers,
      double[] before,
      double[] state,
      double[] gradient,
      double[] clipped,
      double[] after)
      implements Serializable {}

  /**
   * Takes the next step, unless an earlier one failed or was not finite.
   *
   * @param alsoRecord a step that is recorded whatever the schedule says; -1 for none
   */
  void step(Trial trial, FlatNetwork network, Batch batch, int alsoRecord) {
    if (divergedStep != null || failure != null) {
      return;
    }
    int step = first + losses.size();
    boolean record =
        step == alsoRecord || trial.training().record().records(step, trial.training().steps());
    Descent descent = network.descent();
    double[] before = descent.parameters();
    double[] state = descent.state();
    List<LayerStats> layers = new ArrayList<>();
    StepStats stats;
    try {
      stats = network.train(batch, step, record, layers::add);
    } catch (RuntimeException e) {
      // A fault of the trial: another attempt on any executor would fail the same way.
      failure = "step " + step + ": " + e;
      return;
    }
    losses.add(stats.loss());
    if (!stats.finite()) {
      divergedStep = step;
    }
    if (record || !stats.finite()) {
      passes.add(
          new Pass(
              step,
              List.copyOf(layers),
              before,
              state,
              descent.gradient(),
              descent.clippedGradient(),
              descent.parameters()));
    }
  }

  /** Mean loss over the worker's examples at a step. */
  double loss(int step) {
    return losses.get(step - first);
  }

  /** A recorded step; null if it was not recorded. */
  @Nullable Pass pass(int step) {
    return passes.stream().filter(pass -> pass.step() == step).findFirst().orElse(null);
  }

  /** The step whose loss or gradient was not finite; null if all were. */
  @Nullable Integer divergedStep() {
    return divergedStep;
  }

  /** What was thrown, and at which step; null if nothing was. */
  @Nullable String failure() {
    return failure;
  }
}
