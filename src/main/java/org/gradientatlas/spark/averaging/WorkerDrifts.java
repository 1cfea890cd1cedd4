package org.gradientatlas.spark.averaging;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.gradientatlas.measure.Drift;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.WorkerSpread;
import org.gradientatlas.train.dl4j.FlatNetwork;

/** How far the workers are from their mean at one step. */
final class WorkerDrifts {
  private final FlatNetwork averaged;
  private final double[] start;
  private final List<WorkerRound.Pass> passes;
  private final double[] after;
  private final double[] gradient;

  /**
   * @param averaged network with the mean of the workers' parameters before the step
   * @param start parameters at the last averaging
   * @param passes of the workers
   */
  WorkerDrifts(FlatNetwork averaged, double[] start, List<WorkerRound.Pass> passes) {
    this.averaged = averaged;
    this.start = start;
    this.passes = passes;
    this.after = Means.of(passes, WorkerRound.Pass::after);
    this.gradient = Means.of(passes, WorkerRound.Pass::gradient);
  }

  /** One worker's rows. */
  List<WorkerLayer> layers(int worker) {
    WorkerRound.Pass pass = passes.get(worker);
    return pass.layers().stream()
        .map(
            (LayerStats row) ->
                new WorkerLayer(worker, row, drift(pass, flat -> averaged.of(row.place(), flat))))
        .toList();
  }

  /** The spread of all workers over all parameters. */
  WorkerSpread spread() {
    List<Drift> all = passes.stream().map(pass -> drift(pass, averaged::learned)).toList();
    double[] clipped = Means.of(passes, WorkerRound.Pass::clipped);
    double[] meanClipped = averaged.descent().clipped(gradient);
    return new WorkerSpread(
        new Drift(
            rootMeanSquare(all, Drift::l2),
            mean(all, Drift::cosine),
            rootMeanSquare(all, Drift::gradientL2),
            mean(all, Drift::gradientCosine)),
        Math.sqrt(
            IntStream.range(0, clipped.length).mapToDouble(i -> clipped[i] * clipped[i]).sum()),
        Drift.cosine(clipped, meanClipped));
  }

  private Drift drift(WorkerRound.Pass pass, UnaryOperator<double[]> part) {
    return Drift.of(
        part.apply(start),
        part.apply(pass.after()),
        part.apply(after),
        part.apply(pass.gradient()),
        part.apply(gradient));
  }

  private static double mean(List<Drift> all, ToDoubleFunction<Drift> value) {
    return all.stream().mapToDouble(value).average().orElseThrow();
  }

  private static double rootMeanSquare(List<Drift> all, ToDoubleFunction<Drift> value) {
    return Math.sqrt(mean(all, drift -> value.applyAsDouble(drift) * value.applyAsDouble(drift)));
  }
}
