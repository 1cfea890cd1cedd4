package org.gradientatlas.train;

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
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.study.Trial;

/**
 * Small trials, one setting changed at a time. Starts from depth 3, width 6, tanh, he-normal, no
 * clipping, sgd with learning rate 0.1, batches of 5, biases, cross-entropy, 20 steps in float64 on
 * the reference engine, recorded at 0, 1, 2, 4, 8, 16 and the last.
 */
public record TrialFixture(Trial trial) {
  public static final int FEATURES = 4;
  public static final int OUTPUTS = 3;

  public TrialFixture() {
    this(
        new Trial(
            "t",
            "fixture",
            42,
            0,
            3,
            6,
            Variant.of(Initializer.HE_NORMAL),
            Variant.of(Activation.TANH),
            Normalization.NONE,
            Variant.of(Residual.NONE),
            Variant.of(ClipRule.NONE),
            0.1,
            Variant.of(Optimizer.SGD),
            5,
            true,
            Loss.SOFTMAX_CROSS_ENTROPY,
            new DataSpec.GaussianPrototypes(OUTPUTS, FEATURES, 20, 0.5, 0, false),
            new Trial.Training(
                20,
                EngineKind.DL4J,
                Precision.FLOAT64,
                new RecordSchedule.Log(),
                0,
                Double.POSITIVE_INFINITY)));
  }

  /** One value of an axis for each of its constants: a threshold of 0.1 where one is needed. */
  public static <T extends Enum<T> & org.gradientatlas.axis.Choice> Variant<T> variant(T type) {
    double[] values =
        type.parameters().stream()
            .mapToDouble(p -> p.fallback() == null ? 0.1 : p.fallback())
            .toArray();
    return Variant.of(type, values);
  }

  public TrialFixture depth(int depth) {
    Trial t = trial;
    return with(
        t, depth, t.width(), t.initializer(), t.activation(), t.normalization(), t.residual());
  }

  public TrialFixture width(int width) {
    Trial t = trial;
    return with(
        t, t.depth(), width, t.initializer(), t.activation(), t.normalization(), t.residual());
  }

  public TrialFixture initializer(Variant<Initializer> initializer) {
    Trial t = trial;
    return with(
        t, t.depth(), t.width(), initializer, t.activation(), t.normalization(), t.residual());
  }

  public TrialFixture activation(Variant<Activation> activation) {
    Trial t = trial;
    return with(
        t, t.depth(), t.width(), t.initializer(), activation, t.normalization(), t.residual());
  }

  public TrialFixture normalization(Normalization normalization) {
    Trial t = trial;
    return with(
        t, t.depth(), t.width(), t.initializer(), t.activation(), normalization, t.residual());
  }

  public TrialFixture residual(Variant<Residual> residual) {
    Trial t = trial;
    return with(
        t, t.depth(), t.width(), t.initializer(), t.activation(), t.normalization(), residual);
  }

  public TrialFixture clip(Variant<ClipRule> clip) {
    Trial t = trial;
    return with(t, clip, t.learningRate(), t.optimizer(), t.bias(), t.loss(), t.training());
  }

  public TrialFixture learningRate(double learningRate) {
    Trial t = trial;
    return with(t, t.clip(), learningRate, t.optimizer(), t.bias(), t.loss(), t.training());
  }

  public TrialFixture optimizer(Variant<Optimizer> optimizer) {
    Trial t = trial;
    return with(t, t.clip(), t.learningRate(), optimizer, t.bias(), t.loss(), t.training());
  }

  public TrialFixture bias(boolean bias) {
    Trial t = trial;
    return with(t, t.clip(), t.learningRate(), t.optimizer(), bias, t.loss(), t.training());
  }

  public TrialFixture loss(Loss loss) {
    Trial t = trial;
    return with(t, t.clip(), t.learningRate(), t.optimizer(), t.bias(), loss, t.training());
  }

  public TrialFixture steps(int steps) {
    Trial.Training t = trial.training();
    return training(
        new Trial.Training(
            steps,
            t.engine(),
            t.precision(),
            t.record(),
            t.jacobianExamples(),
            t.timeoutSeconds()));
  }

  public TrialFixture precision(Precision precision) {
    Trial.Training t = trial.training();
    return training(
        new Trial.Training(
            t.steps(),
            t.engine(),
            precision,
            t.record(),
            t.jacobianExamples(),
            t.timeoutSeconds()));
  }

  public TrialFixture record(RecordSchedule record) {
    Trial.Training t = trial.training();
    return training(
        new Trial.Training(
            t.steps(),
            t.engine(),
            t.precision(),
            record,
            t.jacobianExamples(),
            t.timeoutSeconds()));
  }

  public TrialFixture jacobianExamples(int examples) {
    Trial.Training t = trial.training();
    return training(
        new Trial.Training(
            t.steps(), t.engine(), t.precision(), t.record(), examples, t.timeoutSeconds()));
  }

  public TrialFixture timeout(double seconds) {
    Trial.Training t = trial.training();
    return training(
        new Trial.Training(
            t.steps(), t.engine(), t.precision(), t.record(), t.jacobianExamples(), seconds));
  }

  private TrialFixture training(Trial.Training training) {
    Trial t = trial;
    return with(t, t.clip(), t.learningRate(), t.optimizer(), t.bias(), t.loss(), training);
  }

  public TrialFixture replicate(int replicate) {
    return with(trial, replicate, trial.batchSize());
  }

  public TrialFixture batchSize(int batchSize) {
    return with(trial, trial.replicate(), batchSize);
  }

  /** 20 Gaussian examples in three classes, the same at every call. */
  public static Dataset data() {
    var random = new org.gradientatlas.study.RandomStreams(7, 0).stream(Purpose.DATA, 0);
    var gaussian =
        org.apache.commons.rng.sampling.distribution.ZigguratSampler.NormalizedGaussian.of(random);
    float[] features = new float[20 * FEATURES];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) gaussian.sample();
    }
    int[] labels = new int[20];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(OUTPUTS);
    }
    return Dataset.ofClasses(features, FEATURES, labels, OUTPUTS);
  }

  private static TrialFixture with(
      Trial t,
      int depth,
      int width,
      Variant<Initializer> initializer,
      Variant<Activation> activation,
      Normalization normalization,
      Variant<Residual> residual) {
    return new TrialFixture(
        new Trial(
            t.id(),
            t.study(),
            t.seed(),
            t.replicate(),
            depth,
            width,
            initializer,
            activation,
            normalization,
            residual,
            t.clip(),
            t.learningRate(),
            t.optimizer(),
            t.batchSize(),
            t.bias(),
            t.loss(),
            t.data(),
            t.training()));
  }

  private static TrialFixture with(
      Trial t,
      Variant<ClipRule> clip,
      double learningRate,
      Variant<Optimizer> optimizer,
      boolean bias,
      Loss loss,
      Trial.Training training) {
    return new TrialFixture(
        new Trial(
            t.id(),
            t.study(),
            t.seed(),
            t.replicate(),
            t.depth(),
            t.width(),
            t.initializer(),
            t.activation(),
            t.normalization(),
            t.residual(),
            clip,
            learningRate,
            optimizer,
            t.batchSize(),
            bias,
            loss,
            t.data(),
            training));
  }

  private static TrialFixture with(Trial t, int replicate, int batchSize) {
    return new TrialFixture(
        new Trial(
            t.id(),
            t.study(),
            t.seed(),
            replicate,
            t.depth(),
            t.width(),
            t.initializer(),
            t.activation(),
            t.normalization(),
            t.residual(),
            t.clip(),
            t.learningRate(),
            t.optimizer(),
            batchSize,
            t.bias(),
            t.loss(),
            t.data(),
            t.training()));
  }
}
