package org.gradientatlas.train.nd4j.program.block;

import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;
import org.gradientatlas.train.nd4j.product.Window;
import org.gradientatlas.train.nd4j.program.Operation;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Workshop;
import org.gradientatlas.train.nd4j.step.Pass;

/** One row for each example: the average of its tokens, or the last one. */
final class Readout implements Operation {
  private final Signal stream;
  private final Signal output;
  private final int tokens;
  private final Window shares;
  private final Window from;
  private final Window to;
  private final Window fromGradient;
  private final Window toGradient;

  Readout(Workshop workshop, Signal stream, int tokens, boolean average) {
    int width = stream.values.columns();
    this.stream = stream;
    this.tokens = tokens;
    this.output = workshop.signal(workshop.batch(), width);
    Tensor row = workshop.tensor(1, tokens);
    for (int token = 0; token < tokens; token++) {
      row.set(token, average ? 1.0 / tokens : token == tokens - 1 ? 1 : 0);
    }
    this.shares = new Window(row, 1, tokens);
    this.from = new Window(stream.values, tokens, width);
    this.to = new Window(output.values, 1, width);
    this.fromGradient = new Window(stream.gradient, tokens, width);
    this.toGradient = new Window(output.gradient, 1, width);
  }

  Signal output() {
    return output;
  }

  @Override
  public void forward(Pass pass) {
    for (int example = 0; example < output.values.rows(); example++) {
      Products.multiply(
          false, false, 1, shares, from.at(example * tokens, 0), 0, to.at(example, 0));
    }
  }

  @Override
  public void backward(Pass pass) {
    int added = stream.added();
    for (int example = 0; example < output.values.rows(); example++) {
      Products.multiply(
          true,
          false,
          1,
          shares,
          toGradient.at(example, 0),
          added,
          fromGradient.at(example * tokens, 0));
    }
  }
}
