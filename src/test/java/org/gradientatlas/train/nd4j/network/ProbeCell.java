package org.gradientatlas.train.nd4j.network;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Split;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.RandomStreams;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.study.Trial;
import org.gradientatlas.theory.MeanField;
import org.gradientatlas.theory.Prediction;
import org.gradientatlas.theory.RandomNetwork;
import org.gradientatlas.train.Trainer;
import org.gradientatlas.train.TrialFixture;

/**
 * Networks of width 200 and depth 30 on 64 Gaussian inputs: the slope of ln ||delta||^2 towards the
 * input, over layers 6 to 28, as theory has it and as the engine's probe measures it.
 */
record ProbeCell(
    Variant<Initializer> initializer,
    Activation activation,
    RandomNetwork network,
    Prediction theory) {
  static final int REPLICATES = 6;
  private static final Dataset DATA = gaussian(64, 200, 10);

  ProbeCell(Variant<Initializer> initializer, Activation activation) {
    this(initializer, activation, network(initializer, activation));
  }

  private ProbeCell(
      Variant<Initializer> initializer, Activation activation, RandomNetwork network) {
    this(initializer, activation, network, Prediction.of(network));
  }

  private static RandomNetwork network(Variant<Initializer> initializer, Activation activation) {
    return new RandomNetwork(
        30, 200, 200, 10, initializer, Variant.of(activation), DATA.meanSquare());
  }

  /** How far a measurement may be from a slope: 0.03, or 3 % of it above 1. */
  static double bar(double slope) {
    return 0.03 * Math.max(1, Math.abs(slope));
  }

  /** So many that three standard errors of their mean are at most the bar; never fewer than six. */
  int replicatesForBar() {
    double needed = 3 * spread() / bar(predicted());
    return initializer.type() == Initializer.LSUV
        ? REPLICATES
        : Math.max(REPLICATES, (int) Math.ceil(needed * needed));
  }

  double lnChi1() {
    return Math.log(theory.chi1());
  }

  /** By theory for the very layers. */
  double predicted() {
    return slope(l -> theory.log10DeltaRmsRatio().get(l - 1));
  }

  /** Standard deviation over single networks and inputs, to first order in 1/width. */
  double spread() {
    return 2 * Math.log(10) * theory.slopeDeviation();
  }

  /** Near a variance where the signal turns from dying to growing, each network goes its way. */
  boolean averagesItself() {
    return theory.slopeDeviation() < 0.01;
  }

  /**
   * Whether single networks differ by more than the bar, or LSUV holds the mean of q over examples
   * at a point that repels the q of each.
   */
  boolean goesApart() {
    return initializer.type() == Initializer.LSUV ? repels() : spread() > bar(predicted());
  }

  private boolean repels() {
    var phi = Variant.of(activation);
    double sw2 = 1 / new MeanField(phi, 1, 0).qMap(1);
    return new MeanField(phi, sw2, 0).qSlope(1) > 1.01;
  }

  /** Whether the pre-activations have their final variance where the fit begins. */
  boolean settled() {
    return Math.abs(theory.q().get(5) / theory.qStar() - 1) < 0.01;
  }

  /** The mean over six replicates. */
  double measured() {
    return measured(REPLICATES);
  }

  /** The mean over so many replicates. */
  double measured(int replicates) {
    return IntStream.range(0, replicates)
        .mapToObj(replicate -> probe(network, replicate, DATA))
        .mapToDouble(rows -> slope(l -> Math.log10(rows.get(l - 1).backward().deltaRms())))
        .average()
        .orElseThrow();
  }

  private static double slope(IntToDoubleFunction log10Rms) {
    var fit = new SimpleRegression();
    IntStream.rangeClosed(6, 28)
        .forEach(l -> fit.addData(l, 2 * Math.log(10) * log10Rms.applyAsDouble(l)));
    return -fit.getSlope();
  }

  static List<LayerStats> probe(RandomNetwork network, int replicate, Dataset data) {
    Trial trial =
        new TrialFixture()
            .depth(network.depth())
            .width(network.width())
            .initializer(network.initializer())
            .activation(network.activation())
            .precision(Precision.FLOAT32)
            .steps(0)
            .replicate(replicate)
            .batchSize(data.size())
            .trial();
    var trainer = new Trainer(new Nd4jEngine(), () -> false);
    return trainer.run(trial, any -> new Split(data, data)).layers();
  }

  static Dataset gaussian(int examples, int width, int classes) {
    var random = new RandomStreams(7, 0).stream(Purpose.DATA, 0);
    var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    float[] features = new float[examples * width];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) gaussian.sample();
    }
    int[] labels = IntStream.range(0, examples).map(i -> i % classes).toArray();
    return Dataset.ofClasses(features, width, labels, classes);
  }

  @Override
  public String toString() {
    return activation.label() + " " + initializer.label();
  }
}
