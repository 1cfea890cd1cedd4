package org.gradientatlas.spark.stored;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.gradientatlas.diagnose.Evidence.Pass;
import org.gradientatlas.diagnose.Evidence.ProfilePoint;
import org.gradientatlas.diagnose.LayerFacts;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.spark.stored.StoredEvidence.LayerRow;

/** Makes one fact a layer of the rows of a pass, where layers have a row for each tensor. */
final class PassFacts {
  private PassFacts() {}

  /**
   * The facts of a pass.
   *
   * @param rows in any order; of one layer in the order of its tensors
   * @param truncated whether gradients go back through some time steps only
   */
  static Pass of(Phase phase, int step, List<LayerRow> rows, boolean truncated) {
    if (rows.stream().allMatch(row -> row.tensor() == null && row.timeStep() == null)) {
      List<LayerFacts> layers =
          rows.stream()
              .map(LayerRow::facts)
              .sorted(Comparator.comparingInt(LayerFacts::layer))
              .toList();
      return new Pass(phase, step, layers);
    }
    var tensors = new TreeMap<Integer, List<LayerRow>>();
    for (LayerRow row : rows) {
      // Layer 0 projects the input and is no part of what is repeated.
      if (row.timeStep() == null && row.facts().layer() > 0) {
        tensors.computeIfAbsent(row.facts().layer(), l -> new ArrayList<>()).add(row);
      }
    }
    List<LayerFacts> layers = tensors.values().stream().map(PassFacts::layer).toList();
    int depth = layers.size() - 1;
    List<ProfilePoint> profile = profile(rows, depth, truncated);
    return profile.isEmpty()
        ? new Pass(phase, step, layers)
        : new Pass(phase, step, layers, profile);
  }

  /** Over the time steps of the last recurrent layer, or over the stream; empty for neither. */
  private static List<ProfilePoint> profile(List<LayerRow> rows, int depth, boolean truncated) {
    var points = new ArrayList<ProfilePoint>();
    boolean blocks = rows.stream().anyMatch(row -> !Double.isNaN(row.streamDelta()));
    for (LayerRow row : rows) {
      LayerFacts facts = row.facts();
      Integer timeStep = row.timeStep();
      double theory = facts.delta().theoryLog10RmsRatio();
      if (timeStep != null && facts.layer() == depth) {
        points.add(new ProfilePoint(timeStep, facts.delta().rms(), theory));
      } else if (blocks
          && facts.layer() > 0
          && facts.layer() <= depth
          && !(Double.isNaN(row.streamDelta()) && Double.isNaN(theory))) {
        points.add(new ProfilePoint(facts.layer(), row.streamDelta(), theory));
      }
    }
    points.sort(Comparator.comparingInt(ProfilePoint::at));
    if (blocks) {
      return isWhole(points, depth) ? points : points.stream().map(PassFacts::unknown).toList();
    }
    return truncated ? reached(points) : points;
  }

  /** Where the stream of some block overflows, no derivative below means anything. */
  private static boolean isWhole(List<ProfilePoint> points, int depth) {
    return points.size() == depth
        && points.stream().noneMatch(point -> Double.isNaN(point.delta()));
  }

  private static ProfilePoint unknown(ProfilePoint point) {
    return new ProfilePoint(point.at(), Double.NaN, point.theoryLog10Ratio());
  }

  /** Without the time steps that truncation cuts off: nothing reaches them by design. */
  private static List<ProfilePoint> reached(List<ProfilePoint> points) {
    List<ProfilePoint> rest = points.stream().dropWhile(point -> point.delta() == 0).toList();
    return rest.isEmpty() ? points : rest;
  }

  private static LayerFacts layer(List<LayerRow> tensors) {
    LayerFacts first = tensors.get(0).facts();
    List<LayerRow> weights = weights(tensors);
    double entries = weights.stream().mapToDouble(row -> row.facts().weights().count()).sum();
    List<LayerRow> sums =
        tensors.stream().filter(row -> !Double.isNaN(row.facts().activations().sd())).toList();
    boolean gated = tensors.stream().anyMatch(row -> isGate(row.tensor()));
    boolean shut = tensors.stream().anyMatch(PassFacts::shutsItsBranch);
    double saturated = greatest(sums, row -> row.facts().activations().saturatedFraction());
    return new LayerFacts(
        first.layer(),
        first.delta(),
        new LayerFacts.Gradient(
            shut ? Double.NaN : mean(weights, row -> row.facts().gradient().absMean(), entries),
            shut
                ? Double.NaN
                : mean(weights, row -> row.facts().gradient().zeroFraction(), entries),
            mean(weights, row -> row.facts().gradient().subnormalFraction(), entries),
            tensors.stream().mapToLong(row -> row.facts().gradient().nonfiniteCount()).sum()),
        new LayerFacts.Activations(
            first.activations().mean(),
            first.activations().sd(),
            gated ? Double.NaN : saturated,
            greatest(sums, row -> row.facts().activations().deadUnitFraction()),
            gated ? saturated : Double.NaN,
            tensors.get(0).rankResidual()),
        new LayerFacts.Weights(
            (long) entries,
            Math.sqrt(
                tensors.stream().mapToDouble(row -> square(row.facts().weights().l2())).sum()),
            greatest(tensors, row -> row.facts().weights().absMax()),
            first.weights().updateRatio()));
  }

  /** A factor of 0 keeps every gradient from the branch, by design. */
  private static boolean shutsItsBranch(LayerRow row) {
    return "scale".equals(row.tensor()) && row.facts().weights().l2() == 0;
  }

  /** As of a dense layer, without biases, gains and scales, whose names are in lower case. */
  private static List<LayerRow> weights(List<LayerRow> tensors) {
    List<LayerRow> weights =
        tensors.stream()
            .filter(row -> row.tensor() != null && Character.isUpperCase(row.tensor().charAt(0)))
            .toList();
    return weights.isEmpty() ? tensors : weights;
  }

  /** W.i, R.f: the tensors of a cell with several sums. */
  private static boolean isGate(@org.jspecify.annotations.Nullable String tensor) {
    return tensor != null && tensor.contains(".");
  }

  private static double mean(
      List<LayerRow> tensors, ToDoubleFunction<LayerRow> value, double entries) {
    double sum = 0;
    for (LayerRow row : tensors) {
      sum += value.applyAsDouble(row) * row.facts().weights().count();
    }
    return sum / entries;
  }

  private static double greatest(List<LayerRow> rows, ToDoubleFunction<LayerRow> value) {
    return rows.stream()
        .mapToDouble(value)
        .filter(number -> !Double.isNaN(number))
        .max()
        .orElse(Double.NaN);
  }

  private static double square(double x) {
    return x * x;
  }
}
