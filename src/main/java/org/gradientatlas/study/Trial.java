package org.gradientatlas.study;

import java.io.Serializable;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.measure.RecordSchedule;

/**
 * A cell with its replicate: everything that decides one training run, but the BLAS kernel, which
 * is one for a process ({@link Grid#blasKernel}).
 *
 * @param data what the network learns from
 */
public record Trial(
    Identity identity, Network network, Descent descent, DataSpec data, Training training)
    implements Serializable {

  /**
   * Which trial of which study.
   *
   * @param id hash of all settings
   * @param study name of the study
   * @param seed of the study
   * @param replicate from 0
   */
  public record Identity(String id, String study, long seed, int replicate)
      implements Serializable {}

  /**
   * The network at initialization.
   *
   * @param depth hidden layers, at least 1
   * @param width units of each hidden layer
   * @param bias whether layers have biases; they start at 0 unless the initializer draws them
   */
  public record Network(
      int depth,
      int width,
      Variant<Initializer> initializer,
      Variant<Activation> activation,
      Normalization normalization,
      Variant<Residual> residual,
      boolean bias)
      implements Serializable {}

  /**
   * What a step goes down, and how.
   *
   * @param learningRate step size
   * @param batchSize examples a step, of all workers together
   */
  public record Descent(
      Variant<ClipRule> clip,
      double learningRate,
      Variant<Optimizer> optimizer,
      int batchSize,
      Loss loss)
      implements Serializable {}

  /**
   * How a trial is trained.
   *
   * @param steps updates; 0 for the probe alone
   * @param engine what trains it
   * @param record which steps are recorded
   * @param jacobianExamples of how many of the probe's examples the layers' Jacobians are measured
   * @param timeoutSeconds a trial that takes more CPU time is stopped; infinity for no limit
   * @param workers who trains it, if the engine is dl4j-spark
   */
  public record Training(
      int steps,
      EngineKind engine,
      Precision precision,
      RecordSchedule record,
      int jacobianExamples,
      double timeoutSeconds,
      Workers workers)
      implements Serializable {

    /** Trained by one process. */
    public Training(
        int steps,
        EngineKind engine,
        Precision precision,
        RecordSchedule record,
        int jacobianExamples,
        double timeoutSeconds) {
      this(steps, engine, precision, record, jacobianExamples, timeoutSeconds, Workers.NONE);
    }
  }

  /**
   * Who trains a trial of engine dl4j-spark.
   *
   * @param count networks that are trained side by side
   * @param averagingFrequency steps from one averaging of their parameters to the next
   * @param batchSize examples a step and worker
   */
  public record Workers(int count, int averagingFrequency, int batchSize) implements Serializable {
    /** Of the other engines. */
    public static final Workers NONE = new Workers(0, 0, 0);
  }

  /** The random streams of this trial's replicate. */
  public RandomStreams streams() {
    return new RandomStreams(identity.seed, identity.replicate);
  }
}
