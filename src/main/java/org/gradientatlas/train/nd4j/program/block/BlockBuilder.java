package org.gradientatlas.train.nd4j.program.block;

import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.BranchScale;
import org.gradientatlas.axis.architecture.NormPlace;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.program.Program;
import org.gradientatlas.train.nd4j.program.ProgramInput;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Site;
import org.gradientatlas.train.nd4j.program.Summation;
import org.gradientatlas.train.nd4j.program.Workshop;

/** Adds what all architectures of blocks have in common. */
final class BlockBuilder {
  static final Variant<Activation> LINEAR = Variant.of(Activation.IDENTITY);

  private final Workshop workshop;
  private final NormPlace norm;
  private final BranchScale scale;
  private final int tokens;

  /** Those of the identity. */
  private final LayerKernels kernels;

  /**
   * @param tokens rows of an example
   */
  BlockBuilder(Workshop workshop, NormPlace norm, BranchScale scale, int tokens) {
    this.workshop = workshop;
    this.norm = norm;
    this.scale = scale;
    this.tokens = tokens;
    this.kernels = workshop.kernels(LINEAR).fast();
  }

  /** The layers that are blocks: all but the projection and the outputs. */
  List<Site> blocks() {
    return workshop.sites.subList(1, workshop.sites.size() - 1);
  }

  /** The projection of the input, a row for each token. */
  Signal project(Signal input) {
    return sum(workshop.sites.get(0), input, "", LINEAR, true);
  }

  /** The sum of weights W and biases b whose names end in a suffix. */
  Signal sum(Site site, Signal below, String suffix, Variant<Activation> activation) {
    return sum(site, below, suffix, activation, false);
  }

  /** A linear sum. */
  Signal sum(Site site, Signal below, String weights, String bias) {
    return sum(site, below, weights, bias, LINEAR, false);
  }

  private Signal sum(
      Site site, Signal below, String suffix, Variant<Activation> activation, boolean first) {
    return sum(site, below, "W" + suffix, "b" + suffix, activation, first);
  }

  private Signal sum(
      Site site,
      Signal below,
      String weights,
      String bias,
      Variant<Activation> activation,
      boolean first) {
    var sum =
        new Summation(workshop, below, site.tensor(weights), site.find(bias), activation, first);
    return workshop.then(sum).output();
  }

  /** What a branch reads: the stream, normalized for pre-norm. */
  Signal branchInput(Site site, Signal stream, String suffix) {
    return norm == NormPlace.PRE ? normalized(site, stream, suffix) : stream;
  }

  /** The stream after a branch is added, normalized for post-norm. */
  Signal merge(Site site, Signal stream, Signal branch, String suffix) {
    int blocks = blocks().size();
    var sum =
        new BranchSum(
            workshop,
            kernels,
            stream,
            branch,
            scale.stream(blocks),
            scale.branch(blocks),
            scale.learned() ? site.tensor("scale") : null);
    return settle(site, workshop.then(sum).output(), suffix);
  }

  /** The stream after a block, normalized for post-norm. */
  Signal settle(Site site, Signal stream, String suffix) {
    return norm == NormPlace.POST ? normalized(site, stream, suffix) : stream;
  }

  private Signal normalized(Site site, Signal input, String suffix) {
    var normalization =
        new RowNormalization(
            workshop, kernels, input, site.tensor("gain" + suffix), site.tensor("shift" + suffix));
    return workshop.then(normalization).output();
  }

  /** Measures the stream that leaves a layer. */
  void record(Site site, Signal stream) {
    workshop.then(new StreamRecord(kernels, stream, site, tokens));
  }

  /** The program, once the outputs are added that read one row an example. */
  Program finish(ProgramInput input, Signal stream) {
    Site site = workshop.sites.get(workshop.sites.size() - 1);
    Signal output = sum(site, branchInput(site, stream, ""), "", LINEAR);
    return new Program(
        input,
        List.copyOf(workshop.operations),
        List.copyOf(workshop.signals()),
        List.copyOf(workshop.sites),
        output);
  }
}
