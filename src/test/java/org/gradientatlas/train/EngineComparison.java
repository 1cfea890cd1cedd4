package org.gradientatlas.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.study.Trial;

/** Runs two engines on one trial and compares every number that they report. */
public final class EngineComparison {
  private final String name;
  private final boolean exact;
  private final double tolerance;

  private EngineComparison(Trial trial) {
    this.name = trial.toString();
    this.exact = trial.training().precision() == Precision.FLOAT64;
    this.tolerance = exact ? 1e-9 : 1e-4;
  }

  /**
   * Compares the probe, every recorded step and the final score. Numbers agree to 1e-9 in float64
   * and 1e-4 in float32, relative to the norm of what they are taken from; counts of single entries
   * (zeros, subnormals, histogram) are compared in float64 only.
   */
  public static void assertAgree(Engine engine, Engine oracle, Trial trial, Dataset data) {
    new EngineComparison(trial).compare(Run.of(engine, trial, data), Run.of(oracle, trial, data));
  }

  /** What an engine reports on one trial. */
  private record Run(List<LayerStats> layers, List<StepStats> steps, Network.Score score) {
    static Run of(Engine engine, Trial trial, Dataset data) {
      List<LayerStats> layers = new ArrayList<>();
      List<StepStats> steps = new ArrayList<>();
      var batches = new Batches(trial, data);
      try (Network network = engine.open(trial, batches.first())) {
        double[] cotangents = new double[trial.descent().batchSize() * data.outputs()];
        for (int i = 0; i < cotangents.length; i++) {
          cotangents[i] = Math.sin(i + 1);
        }
        network.probe(batches.first(), cotangents, layers::add);
        int total = trial.training().steps();
        for (int step = 0; step < total; step++) {
          boolean record = trial.training().record().records(step, total);
          steps.add(network.train(batches.next(), step, record, layers::add));
        }
        return new Run(layers, steps, network.score(batches.first()));
      }
    }
  }

  private void compare(Run actual, Run expected) {
    assertThat(actual.layers()).as(name).hasSameSizeAs(expected.layers());
    for (int i = 0; i < actual.layers().size(); i++) {
      compare(actual.layers().get(i), expected.layers().get(i));
    }
    for (int i = 0; i < actual.steps().size(); i++) {
      compare(actual.steps().get(i), expected.steps().get(i));
    }
    close("score.loss", actual.score().loss(), expected.score().loss(), 0);
    assertThat(actual.score().correct()).as(name).isEqualTo(expected.score().correct());
  }

  private void compare(StepStats a, StepStats e) {
    String at = "step " + e.step() + " ";
    assertThat(a.step()).as(name).isEqualTo(e.step());
    assertThat(a.finite()).as(name + at).isEqualTo(e.finite());
    close(at + "loss", a.loss(), e.loss(), 0);
    close(at + "accuracy", a.accuracy(), e.accuracy(), 0);
    close(at + "gradL2", a.gradL2(), e.gradL2(), 0);
    close(at + "gradL2Clipped", a.gradL2Clipped(), e.gradL2Clipped(), 0);
    share(at + "clipFraction", a.clipFraction(), e.clipFraction());
    close(at + "clipCosine", a.clipCosine(), e.clipCosine(), 0);
    close(at + "updateRatio", a.updateRatio(), e.updateRatio(), 0);
  }

  private void compare(LayerStats a, LayerStats e) {
    String at =
        e.place().phase() + " step " + e.place().step() + " layer " + e.place().layer() + " ";
    assertThat(
            List.of(
                a.place().phase(),
                a.place().step(),
                a.place().layer(),
                a.place().fanIn(),
                a.place().fanOut()))
        .as(name)
        .isEqualTo(
            List.of(
                e.place().phase(),
                e.place().step(),
                e.place().layer(),
                e.place().fanIn(),
                e.place().fanOut()));
    close(at + "deltaRms", a.backward().deltaRms(), e.backward().deltaRms(), 0);
    compare(at, a.gradient(), e.gradient());
    close(at + "gradBL2", a.backward().biasGradientL2(), e.backward().biasGradientL2(), 0);
    close(at + "gradWL2Clipped", a.clipping().l2(), e.clipping().l2(), 0);
    share(at + "clipFraction", a.clipping().fraction(), e.clipping().fraction());
    double z = Math.abs(e.forward().preactivations().mean()) + e.forward().preactivations().sd();
    close(
        at + "preactMean",
        a.forward().preactivations().mean(),
        e.forward().preactivations().mean(),
        z);
    close(at + "preactSd", a.forward().preactivations().sd(), e.forward().preactivations().sd(), z);
    double phi = Math.abs(e.forward().activations().mean()) + e.forward().activations().sd();
    close(at + "actMean", a.forward().activations().mean(), e.forward().activations().mean(), phi);
    close(at + "actSd", a.forward().activations().sd(), e.forward().activations().sd(), phi);
    share(
        at + "saturatedFraction", a.forward().saturatedFraction(), e.forward().saturatedFraction());
    share(at + "deadUnitFraction", a.forward().deadUnitFraction(), e.forward().deadUnitFraction());
    close(at + "weightL2", a.weights().l2(), e.weights().l2(), 0);
    close(at + "weightAbsMax", a.weights().absMax(), e.weights().absMax(), 0);
    close(at + "updateRatio", a.weights().updateRatio(), e.weights().updateRatio(), 0);
  }

  private void compare(String at, GradientStats a, GradientStats e) {
    double greatest = Math.max(Math.abs(e.values().min()), Math.abs(e.values().max()));
    close(at + "gradient.l2", a.values().l2(), e.values().l2(), 0);
    close(at + "gradient.mean", a.values().mean(), e.values().mean(), e.values().absMean());
    close(at + "gradient.sd", a.values().sd(), e.values().sd(), e.values().l2());
    close(at + "gradient.absMean", a.values().absMean(), e.values().absMean(), 0);
    close(at + "gradient.min", a.values().min(), e.values().min(), greatest);
    close(at + "gradient.max", a.values().max(), e.values().max(), greatest);
    if (exact && Double.isFinite(e.values().l2())) {
      share(at + "gradient.zeroFraction", a.classes().zeroFraction(), e.classes().zeroFraction());
      share(
          at + "gradient.subnormalFraction",
          a.classes().subnormalFraction(),
          e.classes().subnormalFraction());
      assertThat(a.classes().nonfiniteCount())
          .as(name + at)
          .isEqualTo(e.classes().nonfiniteCount());
      assertThat(a.histogram()).as(name + at + "histogram").isEqualTo(e.histogram());
    }
  }

  /** Shares of entries: the same in float64; in float32 a twentieth may fall on the other side. */
  private void share(String field, double actual, double expected) {
    if (Double.isNaN(expected)) {
      assertThat(actual).as("%s of %s", field, name).isNaN();
    } else {
      double slack = exact ? 1e-12 : 0.05;
      assertThat(actual).as("%s of %s", field, name).isBetween(expected - slack, expected + slack);
    }
  }

  private void close(String field, double actual, double expected, double scale) {
    if (Double.isFinite(expected)) {
      double slack = tolerance * Math.max(Math.abs(expected), scale);
      assertThat(actual).as("%s of %s", field, name).isBetween(expected - slack, expected + slack);
    } else {
      assertThat(actual).as("%s of %s", field, name).matches(v -> !Double.isFinite(v));
    }
  }
}
