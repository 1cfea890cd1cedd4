package org.gradientatlas.train.nd4j.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.LayerSite;
import org.gradientatlas.axis.architecture.TensorSite;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.InitialTensors;
import org.gradientatlas.train.nd4j.kernel.GateKernels;
import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.step.Parameters;
import org.gradientatlas.train.nd4j.step.UnitClipper;
import org.jspecify.annotations.Nullable;

/** Makes the signals, layers and operations of a program, in its order. */
public final class Workshop {
  public final Trial trial;
  public final InputShape shape;
  public final int outputs;

  /** Targets per example: 1, or the number of its time steps. */
  public final int steps;

  public final Arena arena;
  public final List<Operation> operations = new ArrayList<>();
  public final List<Site> sites = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private final KernelProvider provider;
  private final Map<Variant<Activation>, KernelPair> kernels = new HashMap<>();

  public Workshop(Trial trial, Dataset data, Arena arena, KernelProvider provider) {
    this.trial = trial;
    this.shape = data.shape();
    this.outputs = data.outputs();
    this.steps = data.steps();
    this.arena = arena;
    this.provider = provider;
    for (LayerSite layer : trial.network().sites(shape, outputs)) {
      sites.add(site(layer));
    }
  }

  public int batch() {
    return trial.descent().batchSize();
  }

  /** The loops around an activation, and of updates and statistics; one instance for all layers. */
  public KernelPair kernels(Variant<Activation> activation) {
    return kernels.computeIfAbsent(activation, phi -> KernelPair.of(trial, phi, provider));
  }

  /** The loops of gated cells. */
  public GateKernels gates() {
    return provider.gates(trial.training().precision(), trial.network().width());
  }

  public Tensor tensor(int rows, int columns) {
    return arena.take(rows, columns);
  }

  public Signal signal(int rows, int columns) {
    return signal(tensor(rows, columns), tensor(rows, columns));
  }

  /** A signal in memory that there is. */
  public Signal signal(Tensor values, Tensor gradient) {
    var signal = new Signal(values, gradient);
    signals.add(signal);
    return signal;
  }

  /** All signals made so far. */
  public List<Signal> signals() {
    return signals;
  }

  /** Adds an operation behind those made so far. */
  public <T extends Operation> T then(T operation) {
    operations.add(operation);
    return operation;
  }

  /** The grid's activation. */
  public Variant<Activation> activation() {
    return trial.network().activation();
  }

  /** Adds the sum that the loss reads. */
  public Signal output(Signal below) {
    Site site = sites.get(sites.size() - 1);
    Learned weights = site.tensor("W");
    Variant<Activation> none = Variant.of(Activation.IDENTITY);
    return then(new Summation(this, below, weights, site.find("b"), none, false)).output();
  }

  /** The program of all that has been made. */
  public Program finish(ProgramInput input, Signal output) {
    return new Program(
        input, List.copyOf(operations), List.copyOf(signals), List.copyOf(sites), output);
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
