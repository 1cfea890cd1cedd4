package org.gradientatlas.train.nd4j.program;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.LayerSite;
import org.gradientatlas.axis.architecture.TensorSite;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.InitialTensors;
import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.step.Parameters;
import org.gradientatlas.train.nd4j.step.UnitClipper;
import org.jspecify.annotations.Nullable;

/** Makes the signals, layers and operations of a program, in its order. */
final class Workshop {
  final Trial trial;
  final InputShape shape;
  final int outputs;
  final Arena arena;
  final List<Operation> operations = new ArrayList<>();
  final List<Site> sites = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private final KernelProvider provider;

  Workshop(Trial trial, InputShape shape, int outputs, Arena arena, KernelProvider provider) {
    this.trial = trial;
    this.shape = shape;
    this.outputs = outputs;
    this.arena = arena;
    this.provider = provider;
    for (LayerSite layer : trial.network().sites(shape, outputs)) {
      sites.add(site(layer));
    }
  }

  int batch() {
    return trial.descent().batchSize();
  }

  /** The loops around an activation, and of updates and statistics. */
  KernelPair kernels(Variant<Activation> activation) {
    return KernelPair.of(trial, activation, provider);
  }

  Tensor tensor(int rows, int columns) {
    return arena.take(rows, columns);
  }

  Signal signal(int rows, int columns) {
    return signal(tensor(rows, columns), tensor(rows, columns));
  }

  /** A signal in memory that there is. */
  Signal signal(Tensor values, Tensor gradient) {
    var signal = new Signal(values, gradient);
    signals.add(signal);
    return signal;
  }

  /** All signals made so far. */
  List<Signal> signals() {
    return signals;
  }

  /** Adds an operation behind those made so far. */
  <T extends Operation> T then(T operation) {
    operations.add(operation);
    return operation;
  }

  private Site site(LayerSite layer) {
    var tensors = new ArrayList<Learned>();
    boolean output = layer.index() > trial.network().depth();
    for (int i = 0; i < layer.tensors().size(); i++) {
      TensorSite site = layer.tensors().get(i);
      var parameters =
          new Parameters(
              arena,
              arena.take(site.rows(), site.columns()),
              trial.descent().optimizer().type().slots(),
              output ? null : clipper(site));
      parameters.set(InitialTensors.of(trial, layer, i));
      tensors.add(new Learned(site, parameters, new SumStats()));
    }
    return new Site(layer, tensors);
  }

  private @Nullable UnitClipper clipper(TensorSite site) {
    return UnitClipper.of(trial.descent().clip(), site.columns());
  }
}
