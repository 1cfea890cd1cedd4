package org.gradientatlas.train.nd4j.network;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.architecture.Architecture;
import org.gradientatlas.axis.architecture.BranchScale;
import org.gradientatlas.axis.architecture.Convolution;
import org.gradientatlas.axis.architecture.NormPlace;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.axis.architecture.ResidualBlocks;
import org.gradientatlas.axis.architecture.Transformer;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.NativeRuntime;
import org.gradientatlas.train.Network;

/** How many bytes a step of each architecture allocates. */
public final class ProgramGarbage {
  private static final int STEPS = 200;
  private static final int ROUNDS = 200;
  private static final int TIME_STEPS = 9;

  private ProgramGarbage() {}

  static List<Architecture> architectures() {
    var all = new ArrayList<Architecture>();
    for (Recurrent.Cell cell : Recurrent.Cell.values()) {
      all.add(new Recurrent(cell, 0, 3));
    }
    for (NormPlace norm : NormPlace.values()) {
      all.add(new ResidualBlocks(norm, 2, BranchScale.SKIPINIT));
    }
    all.add(new ResidualBlocks(NormPlace.PRE, 2, BranchScale.DEEPNORM));
    all.add(new Convolution(3, 1, true, 1, true));
    all.add(new Transformer(2, NormPlace.PRE, 2, true, BranchScale.ONE, true, true, false));
    all.add(new Transformer(3, NormPlace.POST, 0, false, BranchScale.ONE, false, false, true));
    return all;
  }

  /**
   * Trains every architecture, one after the other, and prints what a step of each allocates: a
   * line of label and bytes each.
   *
   * @param args the number of bytes that is little enough
   */
  public static void main(String[] args) {
    NativeRuntime.prepare(1, null);
    long enough = Long.parseLong(args[0]);
    for (Architecture architecture : architectures()) {
      for (int width : new int[] {48, 42}) {
        Trial trial =
            StepGarbage.fixture()
                .learningRate(1e-4)
                .width(width)
                .architecture(architecture)
                .trial();
        System.out.println(architecture.label() + " " + bytes(trial, enough));
      }
    }
  }

  /** The mean over some steps, repeated until it is little enough: see {@link StepGarbage}. */
  private static long bytes(Trial trial, long enough) {
    Dataset data = Sequences.labelled(TIME_STEPS);
    int[] rows = new int[trial.descent().batchSize()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    var batch = new Batch(data, rows, rows.length);
    try (Network network = new Nd4jEngine().open(trial, batch)) {
      return StepGarbage.bytes(network, batch, enough, ROUNDS, STEPS);
    }
  }
}
