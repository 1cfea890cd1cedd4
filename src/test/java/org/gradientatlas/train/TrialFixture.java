package org.gradientatlas.train;

import java.util.stream.DoubleStream;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Parameter;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.Architecture;
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
            new Trial.Identity("t", "fixture", 42, 0),
            new Trial.Network(
                3,
                6,
                Variant.of(Initializer.HE_NORMAL),
                Variant.of(Activation.TANH),
                Normalization.NONE,
                Variant.of(Residual.NONE),
                true),
            new Trial.Descent(
                Variant.of(ClipRule.NONE),
                0.1,
                Variant.of(Optimizer.SGD),
                5,
                Loss.SOFTMAX_CROSS_ENTROPY),
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
            .mapToDouble(p -> p.fallback() == null ? allowed(p) : p.fallback())
            .toArray();
    return Variant.of(type, values);
  }

  private static double allowed(Parameter p) {
    return DoubleStream.of(0.1, (p.above() + p.below()) / 2, p.above() + 1, p.below() - 1)
        .filter(p::allows)
        .findFirst()
        .orElseThrow();
  }

  public TrialFixture depth(int depth) {
    Trial.Network n = trial.network();
    return network(
        new Trial.Network(
            depth,
            n.width(),
            n.initializer(),
            n.activation(),
            n.normalization(),
            n.residual(),
            n.bias(),
            n.architecture(),
            n.inputInitializer()));
  }

  public TrialFixture architecture(Architecture architecture) {
    Trial.Network n = trial.network();
    return network(
        new Trial.Network(
            n.depth(),
            n.width(),
            n.initializer(),
            n.activation(),
            n.normalization(),
            n.residual(),
            n.bias(),
            architecture,
            n.inputInitializer()));
  }

  public TrialFixture width(int width) {
    Trial.Network n = trial.network();
    return network(
        new Trial.Network(
            n.depth(),
            width,
            n.initializer(),
            n.activation(),
            n.normalization(),
            n.residual(),
            n.bias(),
            n.architecture(),
            n.inputInitializer()));
  }

  public TrialFixture initializer(Variant<Initializer> initializer) {
    Trial.Network n = trial.network();
    return network(
        new Trial.Network(
            n.depth(),
            n.width(),
            initializer,
            n.activation(),
            n.normalization(),
            n.residual(),
            n.bias(),
            n.architecture(),
            n.inputInitializer()));
  }

  public TrialFixture inputInitializer(Variant<Initializer> initializer) {
    Trial.Network n = trial.network();
    return network(
        new Trial.Network(
            n.depth(),
            n.width(),
            n.initializer(),
            n.activation(),
            n.normalization(),
            n.residual(),
            n.bias(),
            n.architecture(),
            initializer));
  }

  public TrialFixture activation(Variant<Activation> activation) {
    Trial.Network n = trial.network();
    return network(
        new Trial.Network(
            n.depth(),
            n.width(),
            n.initializer(),
            activation,
            n.normalization(),
            n.residual(),
            n.bias(),
            n.architecture(),
            n.inputInitializer()));
  }

  public TrialFixture normalization(Normalization normalization) {
    Trial.Network n = trial.network();
    return network(
        new Trial.Network(
            n.depth(),
            n.width(),
            n.initializer(),
            n.activation(),
            normalization,
            n.residual(),
            n.bias(),
            n.architecture(),
            n.inputInitializer()));
  }

  public TrialFixture residual(Variant<Residual> residual) {
    Trial.Network n = trial.network();
    return network(
        new Trial.Network(
            n.depth(),
            n.width(),
            n.initializer(),
            n.activation(),
            n.normalization(),
            residual,
            n.bias(),
            n.architecture(),
            n.inputInitializer()));
  }

  public TrialFixture bias(boolean bias) {
    Trial.Network n = trial.network();
    return network(
        new Trial.Network(
            n.depth(),
            n.width(),
            n.initializer(),
            n.activation(),
            n.normalization(),
            n.residual(),
            bias,
            n.architecture(),
            n.inputInitializer()));
  }

  private TrialFixture network(Trial.Network network) {
    return new TrialFixture(
        new Trial(trial.identity(), network, trial.descent(), trial.data(), trial.training()));
  }

  public TrialFixture clip(Variant<ClipRule> clip) {
    Trial.Descent d = trial.descent();
    return descent(
        new Trial.Descent(clip, d.learningRate(), d.optimizer(), d.batchSize(), d.loss()));
  }

  public TrialFixture learningRate(double learningRate) {
    Trial.Descent d = trial.descent();
    return descent(
        new Trial.Descent(d.clip(), learningRate, d.optimizer(), d.batchSize(), d.loss()));
  }

  public TrialFixture optimizer(Variant<Optimizer> optimizer) {
    Trial.Descent d = trial.descent();
    return descent(
        new Trial.Descent(d.clip(), d.learningRate(), optimizer, d.batchSize(), d.loss()));
  }

  public TrialFixture batchSize(int batchSize) {
    Trial.Descent d = trial.descent();
    return descent(
        new Trial.Descent(d.clip(), d.learningRate(), d.optimizer(), batchSize, d.loss()));
  }

  public TrialFixture loss(Loss loss) {
    Trial.Descent d = trial.descent();
    return descent(
        new Trial.Descent(d.clip(), d.learningRate(), d.optimizer(), d.batchSize(), loss));
  }

  private TrialFixture descent(Trial.Descent descent) {
    return new TrialFixture(
        new Trial(trial.identity(), trial.network(), descent, trial.data(), trial.training()));
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
    return new TrialFixture(
        new Trial(trial.identity(), trial.network(), trial.descent(), trial.data(), training));
  }

  public TrialFixture replicate(int replicate) {
    Trial.Identity i = trial.identity();
    return new TrialFixture(
        new Trial(
            new Trial.Identity(i.id(), i.study(), i.seed(), replicate),
            trial.network(),
            trial.descent(),
            trial.data(),
            trial.training()));
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
}
