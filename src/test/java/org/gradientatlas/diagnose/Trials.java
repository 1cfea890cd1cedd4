package org.gradientatlas.diagnose;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.diagnose.Evidence.Pass;
import org.gradientatlas.diagnose.Evidence.StepFacts;
import org.gradientatlas.measure.Baseline;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.measure.Phase;

/** Made-up rows of a healthy trial, one number changed at a time. */
final class Trials {
  static final double NONE = Double.NaN;

  /** What other trials of the study reached. */
  static final Baseline BEST = new Baseline(0.5, 0.9);

  private Trials() {}

  static TrialFacts completed(double finalLoss, double finalAccuracy, double trainingLoss) {
    return facts(Outcome.COMPLETED, 100, finalLoss, finalAccuracy, trainingLoss, true);
  }

  static TrialFacts facts(
      Outcome outcome,
      int stepsDone,
      double finalLoss,
      double finalAccuracy,
      double trainingLoss,
      boolean clipped) {
    return new TrialFacts(
        new TrialFacts.Cell(4, 64, 100, true, clipped, Float.MIN_NORMAL, false),
        new TrialFacts.Ending(outcome, null, stepsDone),
        new TrialFacts.Scores(2.5, finalLoss, trainingLoss, finalAccuracy),
        new Baseline(2, 0.1),
        BEST,
        new TrialFacts.Slope(0.01, 0, 0.02, 0));
  }

  /** A network of which theory expects a slope of 0, and finite width some more. */
  static TrialFacts shifted(double measuredSlope, double shift) {
    return new TrialFacts(
        new TrialFacts.Cell(4, 64, 100, true, false, Float.MIN_NORMAL, false),
        new TrialFacts.Ending(Outcome.COMPLETED, null, 100),
        new TrialFacts.Scores(2.5, 1, 1, 0.5),
        new Baseline(2, 0.1),
        BEST,
        new TrialFacts.Slope(measuredSlope, 0, 0.02, shift));
  }

  static LayerFacts layer(int number, double delta) {
    return new LayerFacts(
        number,
        new LayerFacts.Delta(delta, 0),
        new LayerFacts.Gradient(1e-3, 0, 0, 0),
        new LayerFacts.Activations(0, 1, 0.1, 0),
        new LayerFacts.Weights(100, 5, 1, 1e-3));
  }

  /** A layer with one number of its row replaced. */
  static LayerFacts layer(int number, String column, double value) {
    return new LayerFacts(
        number,
        new LayerFacts.Delta(1e-2, 0),
        new LayerFacts.Gradient(
            column.equals("gradAbsMean") ? value : 1e-3, column.equals("zero") ? value : 0, 0, 0),
        new LayerFacts.Activations(
            0,
            column.equals("actSd") ? value : 1,
            column.equals("saturated") ? value : 0.1,
            column.equals("dead") ? value : 0),
        new LayerFacts.Weights(
            100,
            5,
            column.equals("weightAbsMax") ? value : 1,
            column.equals("updateRatio") ? value : 1e-3));
  }

  /** Four hidden layers and the output layer, with these delta_rms from the input on. */
  static Pass pass(Phase phase, int step, double... deltas) {
    var layers = new ArrayList<LayerFacts>();
    for (double delta : deltas) {
      layers.add(layer(layers.size() + 1, delta));
    }
    return new Pass(phase, step, layers);
  }

  /** The same delta everywhere, and one number of layer 2 replaced. */
  static Pass pass(Phase phase, int step, String column, double value) {
    var layers = new ArrayList<LayerFacts>();
    for (int l = 1; l <= 5; l++) {
      layers.add(l == 2 ? layer(l, column, value) : layer(l, 1e-2));
    }
    return new Pass(phase, step, layers);
  }

  static Evidence evidence(Pass... passes) {
    return new Evidence(completed(1, 0.8, 1), steps(0.9, 0.9, 0.9), List.of(passes));
  }

  static Evidence evidence(TrialFacts trial, List<StepFacts> steps) {
    return new Evidence(trial, steps, List.of(pass(Phase.PROBE, 0, 1, 1, 1, 1, 1)));
  }

  static List<StepFacts> steps(double... accuracies) {
    var steps = new ArrayList<StepFacts>();
    for (double accuracy : accuracies) {
      steps.add(new StepFacts(steps.size(), 2.0 - 0.01 * steps.size(), accuracy, 1, 0.5));
    }
    return steps;
  }
}
