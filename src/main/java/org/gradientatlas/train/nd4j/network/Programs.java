package org.gradientatlas.train.nd4j.network;

import org.gradientatlas.axis.architecture.Convolution;
import org.gradientatlas.axis.architecture.Dense;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.axis.architecture.ResidualBlocks;
import org.gradientatlas.axis.architecture.Transformer;
import org.gradientatlas.train.nd4j.program.Program;
import org.gradientatlas.train.nd4j.program.ProgramInput;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Site;
import org.gradientatlas.train.nd4j.program.Summation;
import org.gradientatlas.train.nd4j.program.Workshop;
import org.gradientatlas.train.nd4j.program.block.ResidualPrograms;
import org.gradientatlas.train.nd4j.program.block.TransformerPrograms;
import org.gradientatlas.train.nd4j.program.convolution.ConvolutionPrograms;
import org.gradientatlas.train.nd4j.program.recurrent.RecurrentPrograms;

/** Compiles architectures to programs. */
final class Programs {
  private Programs() {}

  static Program of(Workshop workshop) {
    var architecture = workshop.trial.network().architecture();
    if (architecture instanceof Dense) {
      return dense(workshop);
    }
    if (architecture instanceof Recurrent) {
      return RecurrentPrograms.of(workshop);
    }
    if (architecture instanceof Convolution convolution) {
      return ConvolutionPrograms.of(workshop, convolution);
    }
    if (architecture instanceof ResidualBlocks blocks) {
      return ResidualPrograms.of(workshop, blocks, workshop.trial.network().activation());
    }
    if (architecture instanceof Transformer transformer) {
      return TransformerPrograms.of(workshop, transformer, workshop.trial.network().activation());
    }
    throw new IllegalArgumentException(
        "the engine nd4j has no architecture " + architecture.label());
  }

  /** The fast path trains dense networks; as a program they test the parts that all share. */
  private static Program dense(Workshop workshop) {
    Signal signal = workshop.signal(workshop.batch(), workshop.shape.size());
    var input = new ProgramInput(signal.values, workshop.batch(), 1, false);
    Signal below = signal;
    for (Site site : workshop.sites.subList(0, workshop.sites.size() - 1)) {
      var sum =
          new Summation(
              workshop,
              below,
              site.tensor("W"),
              site.find("b"),
              workshop.activation(),
              below == signal);
      below = workshop.then(sum).output();
    }
    return workshop.finish(input, workshop.output(below));
  }
}
