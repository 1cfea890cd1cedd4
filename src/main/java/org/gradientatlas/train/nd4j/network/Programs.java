package org.gradientatlas.train.nd4j.network;

import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.Dense;
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

/** Compiles architectures to programs. */
final class Programs {
  private Programs() {}

  static Program of(Workshop workshop) {
    var architecture = workshop.trial.network().architecture();
    if (architecture instanceof Dense) {
      return dense(workshop);
    }
    if (architecture instanceof ResidualBlocks blocks) {
      return ResidualPrograms.of(workshop, blocks, workshop.trial.network().activation());
    }
    if (architecture instanceof Transformer transformer) {
      return TransformerPrograms.of(
          workshop, transformer, workshop.trial.network().activation());
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
              workshop.trial.network().activation(),
              below == signal);
      below = workshop.then(sum).output();
    }
    return finish(workshop, input, output(workshop, below));
  }

  /** The sum that the loss reads. */
  static Signal output(Workshop workshop, Signal below) {
    Site site = workshop.sites.get(workshop.sites.size() - 1);
    var sum =
        new Summation(
            workshop,
            below,
            site.tensor("W"),
            site.find("b"),
            Variant.of(Activation.IDENTITY),
            false);
    return workshop.then(sum).output();
  }

  static Program finish(Workshop workshop, ProgramInput input, Signal output) {
    return new Program(
        input,
        List.copyOf(workshop.operations),
        List.copyOf(workshop.signals()),
        List.copyOf(workshop.sites),
        output);
  }
}
