package org.gradientatlas.train.nd4j.network;

import java.util.List;
import java.util.function.Consumer;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.kernel.StepUpdate;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Operation;
import org.gradientatlas.train.nd4j.program.Program;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Site;
import org.gradientatlas.train.nd4j.program.Workshop;
import org.gradientatlas.train.nd4j.step.ClipNorms;
import org.gradientatlas.train.nd4j.step.OutputLoss;
import org.gradientatlas.train.nd4j.step.Pass;
import org.gradientatlas.train.nd4j.step.StepSums;

/** A network of any architecture in native memory. Steps that are not recorded allocate nothing. */
final class ProgramNetwork implements Network {
  private final Arena arena;
  private final Program program;
  private final KernelPair kernels;
  private final TensorRows rows;
  private final OutputLoss targets;
  private final ClipNorms norms;
  private final StepUpdate change = new StepUpdate();
  private final StepSums sums = new StepSums();
  private final int batch;

  /**
   * @param first the trial's first batch
   */
  ProgramNetwork(Trial trial, Batch first, KernelProvider provider) {
    this.arena = new Arena(trial.training().precision());
    this.batch = trial.descent().batchSize();
    var workshop = new Workshop(trial, first.data(), arena, provider);
    this.program = Programs.of(workshop);
    this.kernels = workshop.kernels(Variant.of(Activation.IDENTITY));
    this.rows = new TensorRows(kernels);
    this.targets = new OutputLoss(trial.descent().loss(), first.data().outputs());
    this.norms = new ClipNorms(trial.descent().clip());
  }

  @Override
  public void probe(Batch of, double[] cotangents, Consumer<LayerStats> into) {
    program.input().load(of);
    forward(Pass.RECORDED);
    Tensor deltas = program.output().gradient;
    deltas.clear();
    // The probe's loss is that of the last time step.
    int last = (deltas.rows() - batch) * deltas.columns();
    for (int i = 0; i < of.count() * deltas.columns(); i++) {
      deltas.set(last + i, cotangents[i]);
    }
    backward(Pass.RECORDED);
    program.sites().forEach(site -> rows.probe(site, into));
  }

  @Override
  public StepStats train(Batch of, int step, boolean record, Consumer<LayerStats> into) {
    program.input().load(of);
    double loss = pass(of, record ? Pass.RECORDED : Pass.TRAINING);
    boolean finite = Double.isFinite(loss) && Double.isFinite(gradientSquares());
    if (!finite && !record) {
      pass(of, Pass.RECORDED);
    }
    double globalNorm = norms.global() ? Math.sqrt(gradientSquares()) : 0;
    sums.reset();
    for (Site site : program.sites()) {
      double layerNorm = norms.perLayer() ? Math.sqrt(gradientSquares(site)) : 0;
      norms.set(change, layerNorm, globalNorm, step + 1);
      if (!finite) {
        rows.measuredStandstill(site, change, sums);
        rows.train(site, step, into);
      } else if (record) {
        rows.measuredUpdate(site, change, sums);
        rows.train(site, step, into);
      } else {
        update(site);
      }
    }
    return finite && !record
        ? StepStats.unrecorded(step, loss, true)
        : sums.stats(step, loss, accuracy(of), finite);
  }

  @Override
  public Score score(Batch of) {
    program.input().load(of);
    forward(Pass.EVALUATION);
    return new Score(loss(of), targets.correct());
  }

  /** The layers, for tests against differences. */
  List<Site> sites() {
    return program.sites();
  }

  /** What operations pass on, for tests; after a backward pass a sum's holds its deltas. */
  List<Signal> signals() {
    return program.signals();
  }

  /** Computes all gradients and changes nothing else; returns the batch's mean loss. */
  double gradients(Batch of) {
    program.input().load(of);
    return pass(of, Pass.TRAINING);
  }

  @Override
  public void close() {
    arena.close();
  }

  private double accuracy(Batch of) {
    double answers = (double) of.count() * of.data().steps();
    return of.data().classification() ? targets.correct() / answers : Double.NaN;
  }

  /** Runs forward and backward; returns the mean loss. */
  private double pass(Batch of, Pass pass) {
    forward(pass);
    double sum = loss(of);
    backward(pass);
    return sum / of.count();
  }

  private double loss(Batch of) {
    return targets.sum(of, program.output().values, program.output().gradient);
  }

  private void forward(Pass pass) {
    List<Operation> operations = program.operations();
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i).forward(pass);
    }
  }

  private void backward(Pass pass) {
    List<Signal> signals = program.signals();
    for (int i = 0; i < signals.size(); i++) {
      signals.get(i).begin();
    }
    List<Operation> operations = program.operations();
    for (int i = operations.size() - 1; i >= 0; i--) {
      operations.get(i).backward(pass);
    }
  }

  private double gradientSquares() {
    double squares = 0;
    for (int i = 0; i < program.sites().size(); i++) {
      squares += gradientSquares(program.sites().get(i));
    }
    return squares;
  }

  private double gradientSquares(Site site) {
    double squares = 0;
    for (int i = 0; i < site.tensors.size(); i++) {
      squares += site.tensors.get(i).parameters().gradientSquares(kernels.fast());
    }
    return squares;
  }

  private void update(Site site) {
    for (int i = 0; i < site.tensors.size(); i++) {
      site.tensors.get(i).parameters().update(kernels.fast(), change);
    }
  }
}
