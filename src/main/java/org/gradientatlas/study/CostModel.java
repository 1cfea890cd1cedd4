package org.gradientatlas.study;

import java.util.EnumSet;
import java.util.Set;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.measure.Phase;

/**
 * Predicts the cost of a trial before it runs: accurate enough to balance work and to estimate how
 * long a study takes. Fitted to measurements: docs/engineering/decisions/0008-cost-model.md.
 */
public final class CostModel {
  /** Assumed until a file is read: MNIST's. */
  private static final int UNKNOWN_OUTPUTS = 10;

  /** The trainer evaluates at the start and after each quarter of the steps. */
  private static final int QUARTERS = 4;

  /** Flops per weight and example of a forward pass: a multiplication and an addition. */
  private static final double FORWARD = 2;

  /** One matrix product each for the forward pass, the weight gradient and the input gradient. */
  private static final double STEP = 3 * FORWARD;

  /**
   * Activations that the nd4j engine computes in one loop in single precision; others take two or
   * three.
   */
  private static final Set<Activation> ONE_LOOP =
      EnumSet.of(
          Activation.IDENTITY,
          Activation.RELU,
          Activation.LEAKY_RELU,
          Activation.SIGMOID,
          Activation.TANH);

  /** Activations without an exponential. */
  private static final Set<Activation> CHEAP =
      EnumSet.of(Activation.IDENTITY, Activation.RELU, Activation.LEAKY_RELU, Activation.HARDTANH);

  /**
   * Overhead in seconds of a data-parallel round, and of each of its workers, besides the steps.
   */
  private static final double ROUND = 40e-3;

  private static final double WORKER = 4e-3;

  /** Seconds of a gate's products and loops of a time step, or of an example's attention head. */
  private static final double CALL = 1.4e-6;

  /** Seconds per multiplication or addition of attention, whose matrices are small. */
  private static final double ATTENTION = 94e-12;

  private CostModel() {}

  /**
   * Costs in seconds of one core.
   *
   * @param trial per trial
   * @param weight per initial weight drawn
   * @param input per feature of an example in a batch
   * @param layerStep per layer and step, whatever its size
   * @param flop per multiplication or addition of a matrix product
   * @param activation per output of a layer and step, forward and backward
   * @param update per weight and step
   * @param record per weight or output and recorded pass
   */
  private record Rates(
      double trial,
      double weight,
      double input,
      double layerStep,
      double flop,
      double activation,
      double update,
      double record) {
    private static final double PLAIN_RECORD = 48e-9;
    private static final double SLOT = 3.8e-9;

    static Rates of(Trial trial) {
      boolean single = trial.training().precision() == Precision.FLOAT32;
      int wider = single ? 1 : 2;
      return switch (trial.training().engine()) {
        case DL4J -> new Rates(90e-3, 0, 0, 510e-6, wider * 320e-12, 0, 0, PLAIN_RECORD);
        case DL4J_SPARK -> new Rates(250e-3, 0, 0, 200e-6, wider * 320e-12, 0, 0, PLAIN_RECORD);
        case ND4J -> {
          Activation activation = trial.network().activation().type();
          double loop = ONE_LOOP.contains(activation) ? 0.45e-9 : 2e-9;
          double plain = CHEAP.contains(activation) ? 9.7e-9 : 47e-9;
          yield new Rates(
              3e-3,
              130e-9,
              9e-9,
              0,
              wider * (trial.network().dense() ? 4.4e-12 : 17e-12),
              (single ? loop : plain) + remedies(trial.network(), single),
              (single ? 0.3e-9 : 12.6e-9) + trial.descent().optimizer().type().slots() * SLOT,
              single ? 1.5e-9 : PLAIN_RECORD);
        }
      };
    }
  }

  /** Cost of normalization and skips per output of a layer and step, forward and backward. */
  private static double remedies(Trial.Network network, boolean single) {
    double normalized = single ? 1.6e-9 : 10e-9;
    double skipped = single ? 0.3e-9 : 6e-9;
    return (network.normalization() == Normalization.NONE ? 0 : normalized)
        + (network.residual().type() == Residual.NONE ? 0 : skipped);
  }

  /**
   * Rows that a completed trial adds to each table.
   *
   * @param trials 1
   * @param steps one per recorded step
   * @param layers one per layer and recorded pass, including the probe
   */
  public record Rows(long trials, long steps, long layers) {
    /** Bytes per row in compressed Parquet, in files of reasonable size. */
    private static final int TRIAL_BYTES = 250;

    private static final int STEP_BYTES = 60;
    private static final int LAYER_BYTES = 200;

    Rows plus(Rows other, long times) {
      return new Rows(
          trials + times * other.trials,
          steps + times * other.steps,
          layers + times * other.layers);
    }

    /** Predicted bytes of the table trials. */
    public long trialBytes() {
      return bytes(trials, TRIAL_BYTES);
    }

    /** Predicted bytes of the table steps. */
    public long stepBytes() {
      return bytes(steps, STEP_BYTES);
    }

    /** Predicted bytes of the table layers. */
    public long layerBytes() {
      return bytes(layers, LAYER_BYTES);
    }

    /** By doubles, which end at the greatest long and do not begin again below zero. */
    private static long bytes(long rows, int each) {
      return (long) ((double) rows * each);
    }
  }

  /** Features per example; a guess until a file is read. */
  static int features(DataSpec data) {
    return data.shape().size();
  }

  /** Values per target. */
  static int outputs(DataSpec data) {
    return data instanceof DataSpec.Synthetic known ? known.outputs() : UNKNOWN_OUTPUTS;
  }

  /** The rows that a completed trial adds. */
  public static Rows rows(Trial trial) {
    int recorded = trial.training().record().count(trial.training().steps());
    long networks = 1L + trial.training().workers().count();
    return new Rows(
        1,
        recorded,
        TrialSize.layerRows(trial, Phase.PROBE)
            + networks * recorded * TrialSize.layerRows(trial, Phase.TRAIN));
  }

  /** Core seconds of a trial, over all its workers and the driver. */
  public static double seconds(Trial trial) {
    Rates rates = Rates.of(trial);
    TrialSize size = TrialSize.of(trial);
    Trial.Network network = trial.network();
    int batchSize = trial.descent().batchSize();
    int steps = trial.training().steps();
    double passes = steps + 1;
    double networkPasses = 1 + (double) steps * Math.max(1, trial.training().workers().count());
    double evaluations = steps == 0 ? 0 : 1 + Math.min(steps, QUARTERS);
    double trained = passes * batchSize;
    double evaluated = evaluations * size.evaluated();
    double batches = evaluations * Math.ceil((double) size.evaluated() / batchSize);
    double outputs = batchSize * size.units();
    double networks = 1.0 + trial.training().workers().count();
    double recorded = 1 + networks * rows(trial).steps();
    return rates.trial
        + rates.weight * size.weights()
        + rates.input * (trained + evaluated) * size.features()
        + rates.layerStep * (network.depth() + 1) * (networkPasses + batches / 3)
        + rates.flop * (trained * STEP + evaluated * FORWARD) * size.products()
        + rates.activation * (trained + evaluated / 3) * size.units()
        + CALL * size.calls() * passes
        + ATTENTION * (trained * STEP + evaluated * FORWARD) * size.attention()
        + rates.update * passes * size.weights()
        + rates.record * recorded * (size.weights() + outputs)
        + rounds(trial);
  }

  /** Spark's overhead: one job per round, with one task per worker. */
  private static double rounds(Trial trial) {
    Trial.Workers workers = trial.training().workers();
    if (workers.count() == 0) {
      return 0;
    }
    double rounds = Math.ceil((double) trial.training().steps() / workers.averagingFrequency());
    return rounds * (ROUND + workers.count() * WORKER);
  }
}
