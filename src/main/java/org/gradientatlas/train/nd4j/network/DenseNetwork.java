package org.gradientatlas.train.nd4j.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.InitialWeights;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.kernel.StepUpdate;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.step.ClipNorms;
import org.gradientatlas.train.nd4j.step.OutputLoss;
import org.gradientatlas.train.nd4j.step.Pass;
import org.gradientatlas.train.nd4j.step.StepSums;

/** A dense network in native memory. Steps that are not recorded allocate nothing. */
final class DenseNetwork implements Network {
  private final Arena arena;
  private final NetworkInput input;
  private final LayerStack layers;
  private final OutputLoss targets;
  private final ClipNorms norms;
  private final StepUpdate change = new StepUpdate();
  private final StepSums sums = new StepSums();

  DenseNetwork(Trial trial, Batch first, KernelProvider kernels) {
    var initial = InitialWeights.of(trial, first);
    this.arena = new Arena(trial.training().precision());
    this.input = new NetworkInput(arena, trial.descent().batchSize(), first.data().width());
    this.targets = new OutputLoss(trial.descent().loss(), first.data().outputs());
    this.norms = new ClipNorms(trial.descent().clip());
    this.layers = new LayerStack(input, layers(trial, first.data(), initial, kernels), norms);
  }

  private List<Layer> layers(
      Trial trial, Dataset data, InitialWeights initial, KernelProvider kernels) {
    KernelPair hidden = KernelPair.of(trial, trial.network().activation(), kernels);
    KernelPair output = KernelPair.of(trial, Variant.of(Activation.IDENTITY), kernels);
    List<Layer> all = new ArrayList<>();
    Map<List<Integer>, Tensor> gradients = new HashMap<>();
    int fanIn = data.width();
    for (int number = 1; number <= trial.network().depth() + 1; number++) {
      boolean last = number > trial.network().depth();
      int fanOut = last ? data.outputs() : trial.network().width();
      // The global norm needs all gradients at once; otherwise layers of one shape share a buffer.
      List<Integer> key = List.of(fanIn, fanOut, norms.global() ? number : 0);
      Tensor gradient = gradients.computeIfAbsent(key, k -> arena.take(k.get(0), k.get(1)));
      all.add(new Layer(trial, number, initial, last ? output : hidden, arena, gradient));
      fanIn = fanOut;
    }
    return all;
  }

  @Override
  public void probe(Batch batch, double[] cotangents, Consumer<LayerStats> rows) {
    input.load(batch);
    input.measure(batch.data());
    layers.forward(batch.count(), Pass.RECORDED);
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).remember();
    }
    Tensor deltas = layers.output().deltas();
    deltas.exponent(0);
    for (int i = 0; i < batch.count() * deltas.columns(); i++) {
      deltas.set(i, cotangents[i]);
    }
    layers.backward(batch.count());
    for (int i = 0; i < layers.size(); i++) {
      layers.gradient(i, batch.count());
      rows.accept(layers.get(i).probeRow(batch.count()));
    }
  }

  @Override
  public StepStats train(Batch batch, int step, boolean record, Consumer<LayerStats> rows) {
    input.load(batch);
    input.measure(batch.data());
    double loss = pass(batch, record ? Pass.RECORDED : Pass.TRAINING);
    boolean finite = Double.isFinite(loss) && layers.gradientsAreFinite(batch.count());
    if (!finite && !record) {
      pass(batch, Pass.RECORDED);
    }
    double globalNorm = globalNorm(batch.count());
    sums.reset();
    for (int i = 0; i < layers.size(); i++) {
      clip(i, globalNorm, batch.count(), step);
      Layer layer = layers.get(i);
      if (!finite) {
        layer.measuredStandstill(change, sums);
        rows.accept(layer.trainRow(step, batch.count()));
      } else if (record) {
        layer.measuredUpdate(change, sums);
        rows.accept(layer.trainRow(step, batch.count()));
      } else {
        layer.update(change);
      }
      if (finite) {
        layer.remember();
      }
    }
    return finite && !record
        ? StepStats.unrecorded(step, loss, true)
        : sums.stats(step, loss, accuracy(batch), finite);
  }

  /**
   * Computes all gradients and returns their norm; returns 0 at once if the rule does not use it.
   */
  private double globalNorm(int batch) {
    if (!norms.global()) {
      return 0;
    }
    layers.gradients(batch);
    return Math.sqrt(layers.gradientSquares());
  }

  /** Sets how a layer's gradient is clipped, and computes the gradient if it is not known yet. */
  private void clip(int layer, double globalNorm, int batch, int step) {
    if (!norms.global()) {
      layers.gradient(layer, batch);
    }
    double layerNorm = norms.perLayer() ? Math.sqrt(layers.get(layer).gradientSquares()) : 0;
    norms.set(change, layerNorm, globalNorm, step + 1);
  }

  private double accuracy(Batch batch) {
    return batch.data().classification() ? targets.correct() / (double) batch.count() : Double.NaN;
  }

  @Override
  public Score score(Batch batch) {
    input.load(batch);
    layers.forward(batch.count(), Pass.EVALUATION);
    return new Score(loss(batch), targets.correct());
  }

  @Override
  public void close() {
    arena.close();
  }

  /** Runs forward and backward; returns the mean loss. */
  private double pass(Batch batch, Pass pass) {
    layers.forward(batch.count(), pass);
    layers.output().deltas().exponent(0);
    double sum = loss(batch);
    layers.backward(batch.count());
    return sum / batch.count();
  }

  /** The summed loss; leaves its derivatives in the output layer's deltas. */
  private double loss(Batch batch) {
    return targets.sum(batch, layers.output().outputs(), layers.output().deltas());
  }
}
