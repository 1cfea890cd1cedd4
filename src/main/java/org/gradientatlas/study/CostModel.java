package org.gradientatlas.study;

import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.data.DataSpec;

/**
 * Predicts what a trial costs before it is run: enough to share out work evenly and to say how long
 * a study takes, not to time anything. Rates are of one core of a server of the year 2023.
 */
public final class CostModel {
  /** What stands in for numbers that are only known once the data is read: MNIST's. */
  private static final int UNKNOWN_FEATURES = 784;

  private static final int UNKNOWN_OUTPUTS = 10;
  private static final int UNKNOWN_EXAMPLES = 10_000;

  /** The trainer evaluates at the start and after each quarter of the steps. */
  private static final int QUARTERS = 4;

  /** Multiplications and additions by which a layer is passed forward once. */
  private static final double FORWARD = 2;

  /** Forward, gradient of the weights, gradient of the inputs: a matrix product each. */
  private static final double STEP = 3 * FORWARD;

  private CostModel() {}

  /**
   * What an engine takes.
   *
   * @param setup seconds a trial, data and initial weights aside
   * @param layerStep seconds a layer and step, whatever its size
   * @param record seconds a layer and recorded pass, on top of the step
   * @param flops float32 operations a second
   */
  private record Rates(double setup, double layerStep, double record, double flops) {
    static Rates of(EngineKind engine) {
      return switch (engine) {
        case DL4J -> new Rates(50e-3, 500e-6, 100e-6, 10e9);
        case ND4J -> new Rates(2e-3, 6e-6, 20e-6, 30e9);
      };
    }
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

  /** The rows that a trial leaves. */
  public static Rows rows(Trial trial) {
    int recorded = trial.training().record().count(trial.training().steps());
    return new Rows(1, recorded, (trial.depth() + 1L) * (1 + recorded));
  }

  /** Seconds that one core takes for a trial. */
  public static double seconds(Trial trial) {
    Rates rates = Rates.of(trial.training().engine());
    Shape shape = Shape.of(trial);
    int steps = trial.training().steps();
    int layers = trial.depth() + 1;
    double passes = steps + 1;
    double evaluations = steps == 0 ? 0 : 1 + Math.min(steps, QUARTERS);
    double batches = Math.ceil((double) shape.evaluated / trial.batchSize());
    double flops =
        passes * trial.batchSize() * STEP * shape.weights
            + evaluations * shape.evaluated * FORWARD * shape.weights;
    double slower = trial.training().precision() == Precision.FLOAT64 ? 2 : 1;
    return rates.setup
        + layers * rates.layerStep * (passes + evaluations * batches / 3)
        + rows(trial).layers() * rates.record
        + slower * flops / rates.flops;
  }

  /**
   * Sizes that follow from the trial and its data.
   *
   * @param weights of all layers together
   * @param evaluated validation examples
   */
  private record Shape(double weights, long evaluated) {
    static Shape of(Trial trial) {
      DataSpec data = trial.data();
      boolean known = data instanceof DataSpec.Synthetic;
      int features = known ? ((DataSpec.Synthetic) data).features() : UNKNOWN_FEATURES;
      int outputs = known ? ((DataSpec.Synthetic) data).outputs() : UNKNOWN_OUTPUTS;
      int examples = known ? ((DataSpec.Synthetic) data).examples() : UNKNOWN_EXAMPLES;
      double width = trial.width();
      double share = data.validationFraction() == 0 ? 1 : data.validationFraction();
      return new Shape(
          width * (features + outputs) + (trial.depth() - 1) * width * width,
          Math.round(share * examples));
    }
  }
}
