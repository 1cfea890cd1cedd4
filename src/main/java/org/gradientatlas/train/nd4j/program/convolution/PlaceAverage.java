package org.gradientatlas.train.nd4j.program.convolution;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;
import org.gradientatlas.train.nd4j.program.Operation;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Workshop;
import org.gradientatlas.train.nd4j.step.Pass;

/** The mean over the places of each example. */
final class PlaceAverage implements Operation {
  /** The rows of an example: its places, and its mean. */
  private record Example(Tensor places, Tensor deltas, Tensor mean, Tensor meanDelta) {}

  private final Signal input;
  private final Signal output;
  private final List<Example> examples = new ArrayList<>();
  private final Tensor ones;

  PlaceAverage(Workshop workshop, Signal input) {
    int batch = workshop.batch();
    int places = input.values.rows() / batch;
    this.input = input;
    this.output = workshop.signal(batch, input.values.columns());
    this.ones = workshop.tensor(1, places);
    for (int i = 0; i < places; i++) {
      ones.set(i, 1);
    }
    for (int i = 0; i < batch; i++) {
      examples.add(
          new Example(
              input.values.rows(i * places, places),
              input.gradient.rows(i * places, places),
              output.values.rows(i, 1),
              output.gradient.rows(i, 1)));
    }
  }

  Signal output() {
    return output;
  }

  @Override
  public void forward(Pass pass) {
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      Products.multiply(
          false, false, 1.0 / ones.columns(), ones, example.places(), 0, example.mean());
    }
  }

  @Override
  public void backward(Pass pass) {
    int added = input.added();
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      Products.multiply(
          true, false, 1.0 / ones.columns(), ones, example.meanDelta(), added, example.deltas());
    }
  }
}
