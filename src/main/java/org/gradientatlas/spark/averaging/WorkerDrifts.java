package org.gradientatlas.spark.averaging;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gradientatlas.measure.Drift;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.WorkerSpread;
import org.gradientatlas.train.dl4j.Dl4jNetwork;

/** How far the workers are from their mean at one step. */
final class WorkerDrifts {
  private final Dl4jNetwork averaged;
  private final double[] start;
  private final List<WorkerRound.Pass> passes;
  private final double[] after;
  private final double[] gradient;

  /**
   * @param averaged network with the mean of the workers' parameters before the step
   * @param start parameters at the last averaging
   * @param passes of the workers
   */
  WorkerDrifts(Dl4jNetwork averaged, double[] start, List<WorkerRound.Pass> passes) {
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
                new WorkerLayer(
                    worker,
                    row,
                    drift(
                        pass,
                        averaged.from(row.place().layer()),
                        averaged.to(row.place().layer()))))
        .toList();
  }

  /** The spread of all workers over all parameters. */
  WorkerSpread spread() {
    List<Drift> all = passes.stream().map(pass -> drift(pass, 0, start.length)).toList();
    double[] clipped = Means.of(passes, WorkerRound.Pass::clipped);
    double[] meanClipped = averaged.clipped(gradient);
    return new WorkerSpread(
        new Drift(
            rootMeanSquare(all, Drift::l2),
            mean(all, Drift::cosine),
            rootMeanSquare(all, Drift::gradientL2),
            mean(all, Drift::gradientCosine)),
        Math.sqrt(
            IntStream.range(0, clipped.length).mapToDouble(i -> clipped[i] * clipped[i]).sum()),
        Drift.cosine(clipped, meanClipped, 0, clipped.length));
  }

  private Drift drift(WorkerRound.Pass pass, int from, int to) {
    return Drift.of(start, pass.after(), after, pass.gradient(), gradient, from, to);
  }

  private static double mean(List<Drift> all, ToDoubleFunction<Drift> value) {
    return all.stream().mapToDouble(value).average().orElseThrow();
  }

  private static double rootMeanSquare(List<Drift> all, ToDoubleFunction<Drift> value) {
    return Math.sqrt(mean(all, drift -> value.applyAsDouble(drift) * value.applyAsDouble(drift)));
  }
}
