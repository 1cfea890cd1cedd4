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
    return network("depth", depth);
  }

  public TrialFixture architecture(Architecture architecture) {
    return network("architecture", architecture);
  }

  public TrialFixture width(int width) {
    return network("width", width);
  }

  public TrialFixture initializer(Variant<Initializer> initializer) {
    return network("initializer", initializer);
  }

  public TrialFixture inputInitializer(Variant<Initializer> initializer) {
    return network("inputInitializer", initializer);
  }

  public TrialFixture activation(Variant<Activation> activation) {
    return network("activation", activation);
  }

  public TrialFixture normalization(Normalization normalization) {
    return network("normalization", normalization);
  }

  public TrialFixture residual(Variant<Residual> residual) {
    return network("residual", residual);
  }

  public TrialFixture bias(boolean bias) {
    return network("bias", bias);
  }

  public TrialFixture clip(Variant<ClipRule> clip) {
    return descent("clip", clip);
  }

  public TrialFixture learningRate(double learningRate) {
    return descent("learningRate", learningRate);
  }

  public TrialFixture optimizer(Variant<Optimizer> optimizer) {
    return descent("optimizer", optimizer);
  }

  public TrialFixture batchSize(int batchSize) {
    return descent("batchSize", batchSize);
  }

  public TrialFixture loss(Loss loss) {
    return descent("loss", loss);
  }

  public TrialFixture steps(int steps) {
    return training("steps", steps);
  }

  public TrialFixture precision(Precision precision) {
    return training("precision", precision);
  }

  public TrialFixture record(RecordSchedule record) {
    return training("record", record);
  }

  public TrialFixture jacobianExamples(int examples) {
    return training("jacobianExamples", examples);
  }

  public TrialFixture timeout(double seconds) {
    return training("timeoutSeconds", seconds);
  }

  public TrialFixture replicate(int replicate) {
    return with("identity", RecordCopy.with(trial.identity(), "replicate", replicate));
  }

  private TrialFixture network(String setting, Object value) {
    return with("network", RecordCopy.with(trial.network(), setting, value));
  }

  private TrialFixture descent(String setting, Object value) {
    return with("descent", RecordCopy.with(trial.descent(), setting, value));
  }

  private TrialFixture training(String setting, Object value) {
    return with("training", RecordCopy.with(trial.training(), setting, value));
  }

  private TrialFixture with(String part, Record value) {
    return new TrialFixture(RecordCopy.with(trial, part, value));
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
