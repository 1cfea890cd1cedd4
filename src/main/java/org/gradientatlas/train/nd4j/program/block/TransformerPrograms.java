package org.gradientatlas.train.nd4j.program.block;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.Transformer;
import org.gradientatlas.train.nd4j.kernel.SoftmaxKernels;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Program;
import org.gradientatlas.train.nd4j.program.ProgramInput;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Site;
import org.gradientatlas.train.nd4j.program.Workshop;

/** Compiles transformers to programs. */
public final class TransformerPrograms {
  private final Workshop workshop;
  private final Transformer architecture;
  private final Variant<Activation> activation;
  private final int tokens;
  private final BlockBuilder builder;
  private final SoftmaxKernels softmax;

  /** Shared by all blocks, which pass backward one after the other. */
  private final Tensor deltas;

  private TransformerPrograms(
      Workshop workshop, Transformer architecture, Variant<Activation> activation, int tokens) {
    this.workshop = workshop;
    this.architecture = architecture;
    this.activation = activation;
    this.tokens = tokens;
    this.builder = new BlockBuilder(workshop, architecture.norm(), architecture.scale(), tokens);
    this.softmax =
        workshop.kernels(BlockBuilder.LINEAR).fast().softmax(tokens, architecture.causal());
    this.deltas = workshop.tensor(architecture.heads() * tokens, softmax.columns());
  }

  /**
   * @param activation phi of the perceptrons
   */
  public static Program of(
      Workshop workshop, Transformer architecture, Variant<Activation> activation) {
    var shape = (InputShape.Sequence) workshop.shape;
    return new TransformerPrograms(workshop, architecture, activation, shape.timeSteps())
        .program(shape.features());
  }

  private Program program(int features) {
    int batch = workshop.batch();
    Signal input = workshop.signal(batch * tokens, features);
    Signal stream = builder.project(input);
    if (architecture.positions()) {
      workshop.then(
          new Positions(workshop, workshop.kernels(BlockBuilder.LINEAR).fast(), stream, tokens));
    }
    builder.record(workshop.sites.get(0), stream);
    for (Site site : builder.blocks()) {
      stream = merge(site, stream, attend(site, builder.branchInput(site, stream, "1")), "1");
      if (architecture.mlp() > 0) {
        stream = merge(site, stream, perceive(site, builder.branchInput(site, stream, "2")), "2");
      }
      builder.record(site, stream);
    }
    var readout = workshop.then(new Readout(workshop, stream, tokens, architecture.average()));
    return builder.finish(new ProgramInput(input.values, batch, tokens, false), readout.output());
  }

  private Signal merge(Site site, Signal stream, Signal branch, String suffix) {
    return architecture.skips()
        ? builder.merge(site, stream, branch, suffix)
        : builder.settle(site, branch, suffix);
  }

  private Signal attend(Site site, Signal input) {
    var attention =
        new SelfAttention(
            workshop,
            softmax,
            builder.sum(site, input, "Q", "q"),
            builder.sum(site, input, "K", "k"),
            builder.sum(site, input, "V", "v"),
            tokens,
            architecture.heads(),
            deltas);
    return builder.sum(site, workshop.then(attention).output(), "O", "o");
  }

  private Signal perceive(Site site, Signal input) {
    Signal hidden = builder.sum(site, input, "1", activation);
    return builder.sum(site, hidden, "2", BlockBuilder.LINEAR);
  }
}
