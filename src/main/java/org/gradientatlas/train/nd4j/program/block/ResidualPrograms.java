package org.gradientatlas.train.nd4j.program.block;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.ResidualBlocks;
import org.gradientatlas.train.nd4j.program.Program;
import org.gradientatlas.train.nd4j.program.ProgramInput;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Site;
import org.gradientatlas.train.nd4j.program.Workshop;

/** Compiles residual blocks to programs. */
public final class ResidualPrograms {
  private ResidualPrograms() {}

  /**
   * @param activation phi of the branches
   */
  public static Program of(
      Workshop workshop, ResidualBlocks architecture, Variant<Activation> activation) {
    var builder = new BlockBuilder(workshop, architecture.norm(), architecture.scale(), 1);
    Signal input = workshop.signal(workshop.batch(), workshop.shape.size());
    Signal stream = builder.project(input);
    builder.record(workshop.sites.get(0), stream);
    int layers = architecture.branch();
    for (Site site : builder.blocks()) {
      Signal branch = builder.branchInput(site, stream, "");
      for (int layer = 1; layer <= layers; layer++) {
        boolean linear = layers > 1 && layer == layers;
        branch =
            builder.sum(
                site, branch, String.valueOf(layer), linear ? BlockBuilder.LINEAR : activation);
      }
      stream = builder.merge(site, stream, branch, "");
      builder.record(site, stream);
    }
    return builder.finish(new ProgramInput(input.values, workshop.batch(), 1, false), stream);
  }
}
