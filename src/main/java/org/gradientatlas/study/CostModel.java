package org.gradientatlas.study;

import java.util.EnumSet;
import java.util.Set;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.data.DataSpec;

/**
 * Predicts what a trial costs before it is run: enough to share out work evenly and to say how long
 * a study takes, not to time anything. Fitted to measurements:
 * docs/engineering/decisions/0008-cost-model.md.
 */
public final class CostModel {
  /** What stands in for numbers that are only known once a file is read: MNIST's. */
  private static final int UNKNOWN_FEATURES = 784;

  private static final int UNKNOWN_OUTPUTS = 10;

  /** A file is taken to hold this many batches. */
  private static final int UNKNOWN_BATCHES = 16;

  /** The trainer evaluates at the start and after each quarter of the steps. */
  private static final int QUARTERS = 4;

  /** Multiplications and additions by which a layer is passed forward once. */
  private static final double FORWARD = 2;

  /** Forward, gradient of the weights, gradient of the inputs: a matrix product each. */
  private static final double STEP = 3 * FORWARD;

  /** What the nd4j engine does in one loop, in single precision; the others take two or three. */
  private static final Set<Activation> ONE_LOOP =
      EnumSet.of(
          Activation.IDENTITY,
          Activation.RELU,
          Activation.LEAKY_RELU,
          Activation.SIGMOID,
          Activation.TANH);

  /** What takes no exponential. */
  private static final Set<Activation> CHEAP =
      EnumSet.of(Activation.IDENTITY, Activation.RELU, Activation.LEAKY_RELU, Activation.HARDTANH);

  /** Seconds of a round of data-parallel training, and of each worker in it, besides its steps. */
  private static final double ROUND = 40e-3;

  private static final double WORKER = 4e-3;

  private CostModel() {}

  /**
   * Seconds of one core.
   *
   * @param trial each trial
   * @param weight to draw an initial weight
   * @param input to put one feature of an example into a batch
   * @param layerStep a layer and step, whatever its size
   * @param flop a multiplication or addition of a matrix product
   * @param activation an output of a layer and step, forward and backward
   * @param update a weight and step
   * @param record a weight or output and recorded pass
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
              wider * 4.4e-12,
              (single ? loop : plain) + remedies(trial.network(), single),
              (single ? 0.3e-9 : 12.6e-9) + trial.descent().optimizer().type().slots() * SLOT,
              single ? 1.5e-9 : PLAIN_RECORD);
        }
      };
    }
  }

  /** What normalization and skips take for an output of a layer and step, forward and backward. */
  private static double remedies(Trial.Network network, boolean single) {
    double normalized = single ? 1.6e-9 : 10e-9;
    double skipped = single ? 0.3e-9 : 6e-9;
    return (network.normalization() == Normalization.NONE ? 0 : normalized)
        + (network.residual().type() == Residual.NONE ? 0 : skipped);
  }

  /**
   * Rows that a trial leaves in each table, if it completes.
   *
   * @param trials 1
   * @param steps recorded steps
   * @param layers a row for each layer and recorded pass, the probe included
   */
  public record Rows(long trials, long steps, long layers) {
    /** Bytes a row in compressed Parquet, in files of some size. */
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
      return trials * TRIAL_BYTES;
    }

    /** Predicted bytes of the table steps. */
    public long stepBytes() {
      return steps * STEP_BYTES;
    }

    /** Predicted bytes of the table layers. */
    public long layerBytes() {
      return layers * LAYER_BYTES;
    }
  }

  /** Numbers an example. */
  static int features(DataSpec data) {
    return data instanceof DataSpec.Synthetic known ? known.features() : UNKNOWN_FEATURES;
  }

  /** Numbers a target. */
  static int outputs(DataSpec data) {
    return data instanceof DataSpec.Synthetic known ? known.outputs() : UNKNOWN_OUTPUTS;
  }

  /** The rows that a trial leaves. */
  public static Rows rows(Trial trial) {
    int recorded = trial.training().record().count(trial.training().steps());
    long networks = 1L + trial.training().workers().count();
    return new Rows(1, recorded, (trial.network().depth() + 1L) * (1 + networks * recorded));
  }

  /** Seconds that one core takes for a trial; its workers and their driver, all cores together. */
  public static double seconds(Trial trial) {
    Rates rates = Rates.of(trial);
    Shape shape = Shape.of(trial);
    Trial.Network network = trial.network();
    int batchSize = trial.descent().batchSize();
    int steps = trial.training().steps();
    double passes = steps + 1;
    double networkPasses = 1 + (double) steps * Math.max(1, trial.training().workers().count());
    double evaluations = steps == 0 ? 0 : 1 + Math.min(steps, QUARTERS);
    double trained = passes * batchSize;
    double evaluated = evaluations * shape.evaluated;
    double batches = evaluations * Math.ceil((double) shape.evaluated / batchSize);
    double outputs = (double) batchSize * network.width() * network.depth();
    double recorded = rows(trial).layers() / (network.depth() + 1.0);
    return rates.trial
        + rates.weight * shape.weights
        + rates.input * (trained + evaluated) * shape.features
        + rates.layerStep * (network.depth() + 1) * (networkPasses + batches / 3)
        + rates.flop * (trained * STEP + evaluated * FORWARD) * shape.weights
        + rates.activation * (trained + evaluated / 3) * network.width() * network.depth()
        + rates.update * passes * shape.weights
        + rates.record * recorded * (shape.weights + outputs)
        + rounds(trial);
  }

  /** What Spark takes for a job from each averaging to the next, of a task a worker. */
  private static double rounds(Trial trial) {
    Trial.Workers workers = trial.training().workers();
    if (workers.count() == 0) {
      return 0;
    }
    double rounds = Math.ceil((double) trial.training().steps() / workers.averagingFrequency());
    return rounds * (ROUND + workers.count() * WORKER);
  }

  /**
   * Sizes that follow from the trial and its data.
   *
   * @param features numbers an example
   * @param weights of all layers together
   * @param evaluated validation examples
   */
  private record Shape(int features, double weights, long evaluated) {
    static Shape of(Trial trial) {
      DataSpec data = trial.data();
      long examples =
          data instanceof DataSpec.Synthetic known
              ? known.examples()
              : (long) UNKNOWN_BATCHES * trial.descent().batchSize();
      return of(trial, CostModel.features(data), CostModel.outputs(data), examples);
    }

    private static Shape of(Trial trial, int features, int outputs, long examples) {
      int depth = trial.network().depth();
      double width = trial.network().width();
      double held = trial.data().validationFraction();
      return new Shape(
          features,
          width * (features + outputs) + (depth - 1) * width * width,
          Math.round((held == 0 ? 1 : held) * examples));
    }
  }
}
