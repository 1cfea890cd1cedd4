package org.gradientatlas.train.nd4j.network;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Precision;
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
import org.jspecify.annotations.Nullable;

/** A dense network of ND4J memory. Nothing is allocated by a step that is not recorded. */
final class DenseNetwork implements Network {
  private final Arena arena;
  private final Tensor inputs;
  private final List<Layer> layers = new ArrayList<>();
  private final OutputLoss targets;
  private final ClipRule clip;
  private final double[] clipParameters;
  private final boolean clipsGlobally;
  private final boolean clipsByLayer;
  private final boolean clipsByNorm;
  private final double greatest;
  private final StepUpdate change = new StepUpdate();
  private final StepSums sums = new StepSums();
  private @Nullable Dataset measured;
  private double greatestFeature;

  DenseNetwork(Trial trial, Batch first, KernelProvider kernels) {
    var initial = InitialWeights.of(trial, first);
    Precision precision = trial.training().precision();
    this.arena = new Arena(precision);
    this.inputs = arena.take(trial.descent().batchSize(), first.data().width());
    this.targets = new OutputLoss(trial.descent().loss(), first.data().outputs());
    this.clip = trial.descent().clip().type();
    this.clipParameters = trial.descent().clip().array();
    // A rule that looks at a norm answers NaN to NaN.
    this.clipsGlobally = Double.isNaN(clip.scale(0, Double.NaN, clipParameters));
    this.clipsByLayer = Double.isNaN(clip.scale(Double.NaN, 0, clipParameters));
    this.clipsByNorm =
        clipsGlobally || clipsByLayer || UnitClipper.clippedBy(trial.descent().clip());
    this.greatest = greatest(precision, clipsByNorm);
    build(trial, first.data(), initial, kernels);
  }

  /**
   * Up to here, a bound on gradient entries proves them finite, and their norm where it matters.
   */
  private static double greatest(Precision precision, boolean norms) {
    double entry = precision == Precision.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    return norms ? Math.min(entry, 1e150) : entry;
  }

  private void build(Trial trial, Dataset data, InitialWeights initial, KernelProvider kernels) {
    KernelPair hidden = KernelPair.of(trial, trial.network().activation(), kernels);
    KernelPair output = KernelPair.of(trial, Variant.of(Activation.IDENTITY), kernels);
    Map<List<Integer>, Tensor> gradients = new HashMap<>();
    int fanIn = data.width();
    for (int number = 1; number <= trial.network().depth() + 1; number++) {
      boolean last = number > trial.network().depth();
      int fanOut = last ? data.outputs() : trial.network().width();
      // The global norm is known only when all gradients are; otherwise one at a time is enough.
      List<Integer> key = List.of(fanIn, fanOut, clipsGlobally ? number : 0);
      Tensor gradient = gradients.computeIfAbsent(key, k -> arena.take(k.get(0), k.get(1)));
      layers.add(new Layer(trial, number, initial, last ? output : hidden, arena, gradient));
      fanIn = fanOut;
    }
  }

  @Override
  public void probe(Batch batch, double[] cotangents, Consumer<LayerStats> rows) {
    load(batch);
    measure(batch.data());
    forward(batch.count(), Pass.RECORDED);
    layers.forEach(Layer::remember);
    Tensor deltas = output().deltas();
    deltas.exponent(0);
    for (int i = 0; i < batch.count() * deltas.columns(); i++) {
      deltas.set(i, cotangents[i]);
    }
    backward(batch.count());
    for (int i = 0; i < layers.size(); i++) {
      gradient(i, batch.count());
      rows.accept(layers.get(i).probeRow(batch.count()));
    }
  }

  @Override
  public StepStats train(Batch batch, int step, boolean record, Consumer<LayerStats> rows) {
    load(batch);
    measure(batch.data());
    double loss = pass(batch, record ? Pass.RECORDED : Pass.TRAINING);
    boolean finite = Double.isFinite(loss) && gradientsAreFinite(batch.count());
    if (!finite && !record) {
      pass(batch, Pass.RECORDED);
    }
    if (clipsGlobally) {
      gradients(batch.count());
    }
    double globalNorm = clipsGlobally ? Math.sqrt(squares()) : 0;
    sums.reset();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      if (!clipsGlobally) {
        gradient(i, batch.count());
      }
      double layerNorm = clipsByLayer ? Math.sqrt(layer.gradientSquares()) : 0;
      double scale = clip.scale(layerNorm, globalNorm, clipParameters);
      change.set(scale, clip.bound(clipParameters), step + 1);
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
    if (finite && !record) {
      return StepStats.unrecorded(step, loss, true);
    }
    double accuracy =
        batch.data().classification() ? targets.correct() / (double) batch.count() : Double.NaN;
    return sums.stats(step, loss, accuracy, finite);
  }

  @Override
  public Score score(Batch batch) {
    load(batch);
    forward(batch.count(), Pass.EVALUATION);
    double loss = targets.sum(batch, output().outputs(), output().deltas());
    return new Score(loss, targets.correct());
  }

  @Override
  public void close() {
    arena.close();
  }

  /** Forward and backward; the mean loss. */
  private double pass(Batch batch, Pass pass) {
    forward(batch.count(), pass);
    output().deltas().exponent(0);
    double sum = targets.sum(batch, output().outputs(), output().deltas());
    backward(batch.count());
    return sum / batch.count();
  }

  private void forward(int batch, Pass pass) {
    for (int i = 0; i < layers.size(); i++) {
      if (i > 0) {
        layers.get(i - 1).lift(batch);
      }
      layers.get(i).forward(input(i), i > 0 ? layers.get(i - 1) : null, batch, pass);
      if (i > 0) {
        layers.get(i - 1).lower(batch);
      }
    }
  }

  private void backward(int batch) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      layers.get(i).backward(i > 0 ? layers.get(i - 1) : null, batch);
    }
  }

  private void gradients(int batch) {
    for (int i = 0; i < layers.size(); i++) {
      gradient(i, batch);
    }
  }

  /**
   * Whether every gradient entry is finite, and the norm if it is clipped by one. The sizes of
   * activations and deltas nearly always prove it; where they do not, the gradients are computed to
   * look at them, before any is applied.
   */
  private boolean gradientsAreFinite(int batch) {
    double input = greatestFeature;
    boolean proven = true;
    for (Layer layer : layers) {
      proven &= layer.gradientBound(input, batch) < greatest;
      input = layer.outputBound();
    }
    return proven || computedGradientsAreFinite(batch);
  }

  private boolean computedGradientsAreFinite(int batch) {
    double squares = 0;
    for (int i = 0; i < layers.size(); i++) {
      gradient(i, batch);
      if (!layers.get(i).gradientIsFinite()) {
        return false;
      }
      squares += clipsByNorm ? layers.get(i).gradientSquares() : 0;
    }
    return Double.isFinite(squares);
  }

  /** Bounds the features that a network learns from, once. */
  private void measure(Dataset data) {
    if (!data.equals(measured)) {
      greatestFeature = 0;
      for (float feature : data.features()) {
        greatestFeature = Math.max(greatestFeature, Math.abs(feature));
      }
      measured = data;
    }
  }

  private void gradient(int layer, int batch) {
    double greatestInput = layer == 0 ? greatestFeature : layers.get(layer - 1).outputBound();
    if (layer > 0) {
      layers.get(layer - 1).lift(batch);
    }
    layers.get(layer).gradient(input(layer), greatestInput, batch);
  }

  private double squares() {
    double sum = 0;
    for (Layer layer : layers) {
      sum += layer.gradientSquares();
    }
    return sum;
  }

  private Tensor input(int layer) {
    return layer == 0 ? inputs : layers.get(layer - 1).outputs();
  }

  private Layer output() {
    return layers.get(layers.size() - 1);
  }

  private void load(Batch batch) {
    Dataset data = batch.data();
    int width = data.width();
    if (inputs.precision() == Precision.FLOAT32) {
      FloatBuffer floats = inputs.bytes().asFloatBuffer();
      for (int row = 0; row < batch.count(); row++) {
        floats.put(row * width, data.features(), batch.rows()[row] * width, width);
      }
    } else {
      for (int i = 0; i < batch.count() * width; i++) {
        inputs.set(i, data.features()[batch.rows()[i / width] * width + i % width]);
      }
    }
  }
}
