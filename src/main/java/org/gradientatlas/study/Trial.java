package org.gradientatlas.study;

import java.io.Serializable;
import java.util.List;
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
import org.gradientatlas.axis.architecture.Architecture;
import org.gradientatlas.axis.architecture.Dense;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.LayerSite;
import org.gradientatlas.axis.architecture.NetworkSize;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.measure.RecordSchedule;

/**
 * A cell with its replicate: everything that decides a training run except the BLAS kernel, which
 * is fixed per process ({@link Grid#blasKernel}).
 *
 * @param data the data the network learns from
 */
public record Trial(
    Identity identity, Network network, Descent descent, DataSpec data, Training training)
    implements Serializable {

  /**
   * Identifies a trial of a study.
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
   * @param initializer of the weights; of the recurrent ones in a recurrent network
   * @param bias whether layers have biases, which start at 0 unless the initializer draws them
   * @param architecture what the network repeats
   * @param inputInitializer of the weights with which recurrent layers read their input
   */
  public record Network(
      int depth,
      int width,
      Variant<Initializer> initializer,
      Variant<Activation> activation,
      Normalization normalization,
      Variant<Residual> residual,
      boolean bias,
      Architecture architecture,
      Variant<Initializer> inputInitializer)
      implements Serializable {

    /** A dense network. */
    public Network(
        int depth,
        int width,
        Variant<Initializer> initializer,
        Variant<Activation> activation,
        Normalization normalization,
        Variant<Residual> residual,
        boolean bias) {
      this(
          depth,
          width,
          initializer,
          activation,
          normalization,
          residual,
          bias,
          Dense.STACK,
          Variant.of(Initializer.LECUN_NORMAL));
    }

    /** Whether it is a stack of fully connected layers. */
    public boolean dense() {
      return architecture.equals(Dense.STACK);
    }

    /**
     * What tables call its initializer: that of the grid, or {@code model} if it counts for
     * nothing.
     */
    public String initializerLabel() {
      return architecture instanceof OwnModel own && !own.gridWeights()
          ? OwnModel.OF_MODEL
          : initializer.label();
    }

    /** What tables call its activation, likewise. */
    public String activationLabel() {
      return architecture instanceof OwnModel own && !own.gridActivations()
          ? OwnModel.OF_MODEL
          : activation.label();
    }

    /** Its layers, for data of that shape. */
    public List<LayerSite> sites(InputShape input, int outputs) {
      return architecture.sites(new NetworkSize(depth, width, bias, input, outputs));
    }
  }

  /**
   * The loss and the optimizer's step.
   *
   * @param learningRate step size
   * @param batchSize examples per step, over all workers
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
   * @param steps number of updates; 0 for the probe only
   * @param engine the training engine
   * @param record which steps are recorded
   * @param jacobianExamples number of the probe's examples whose layer Jacobians are measured
   * @param timeoutSeconds limit on CPU time; infinity for none
   * @param workers the data-parallel workers, for the engine dl4j-spark
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

    /** For training in one process. */
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
   * The workers of a trial with engine dl4j-spark.
   *
   * @param count number of networks trained in parallel
   * @param averagingFrequency steps between averagings of their parameters
   * @param batchSize examples per step and worker
   */
  public record Workers(int count, int averagingFrequency, int batchSize) implements Serializable {
    /** For the other engines. */
    public static final Workers NONE = new Workers(0, 0, 0);
  }

  /** The random streams of this trial's replicate. */
  public RandomStreams streams() {
    return new RandomStreams(identity.seed, identity.replicate);
  }
}
