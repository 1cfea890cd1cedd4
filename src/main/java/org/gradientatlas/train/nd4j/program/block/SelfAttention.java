package org.gradientatlas.train.nd4j.program.block;

import org.gradientatlas.train.nd4j.kernel.SoftmaxKernels;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;
import org.gradientatlas.train.nd4j.product.Window;
import org.gradientatlas.train.nd4j.program.Operation;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Workshop;
import org.gradientatlas.train.nd4j.step.Pass;

/**
 * softmax(q k^T / sqrt(n)) v for each example and head, with n columns a head; the heads side by
 * side. Rows are tokens, those of an example together.
 */
final class SelfAttention implements Operation {
  private final Signal queries;
  private final Signal keys;
  private final Signal values;
  private final Signal output;
  private final SoftmaxKernels softmax;
  private final int tokens;
  private final int heads;
  private final int examples;
  private final int size;
  private final double scale;

  /** Who attends to whom: a row for each example, head and query, a column for each key. */
  private final Tensor weights;

  private final Tensor deltas;
  private final Window weight;
  private final Window delta;
  private final Head forward;
  private final Head backward;

  /** One head's columns of one example, of signals or of their gradients. */
  private record Head(Window queries, Window keys, Window values, Window output) {
    static Head of(Tensor queries, Tensor keys, Tensor values, Tensor output, int rows, int size) {
      return new Head(
          new Window(queries, rows, size),
          new Window(keys, rows, size),
          new Window(values, rows, size),
          new Window(output, rows, size));
    }

    void at(int row, int column) {
      queries.at(row, column);
      keys.at(row, column);
      values.at(row, column);
      output.at(row, column);
    }
  }

  /**
   * @param deltas working memory, a row for each head and token
   */
  SelfAttention(
      Workshop workshop,
      SoftmaxKernels softmax,
      Signal queries,
      Signal keys,
      Signal values,
      int tokens,
      int heads,
      Tensor deltas) {
    int rows = queries.values.rows();
    int width = queries.values.columns();
    this.queries = queries;
    this.keys = keys;
    this.values = values;
    this.softmax = softmax;
    this.tokens = tokens;
    this.heads = heads;
    this.examples = rows / tokens;
    this.size = width / heads;
    this.scale = 1 / Math.sqrt(size);
    this.output = workshop.signal(rows, width);
    this.weights = workshop.tensor(rows * heads, softmax.columns());
    this.deltas = deltas;
    this.weight = new Window(weights, tokens, tokens);
    this.delta = new Window(deltas, tokens, tokens);
    this.forward = Head.of(queries.values, keys.values, values.values, output.values, tokens, size);
    this.backward =
        Head.of(queries.gradient, keys.gradient, values.gradient, output.gradient, tokens, size);
  }

  Signal output() {
    return output;
  }

  @Override
  public void forward(Pass pass) {
    for (int example = 0; example < examples; example++) {
      int from = example * heads * tokens;
      for (int head = 0; head < heads; head++) {
        forward.at(example * tokens, head * size);
        weight.at(from + head * tokens, 0);
        Products.multiply(false, true, scale, forward.queries, forward.keys, 0, weight);
      }
      softmax.weigh(weights, from, heads * tokens);
      for (int head = 0; head < heads; head++) {
        forward.at(example * tokens, head * size);
        weight.at(from + head * tokens, 0);
        Products.multiply(false, false, 1, weight, forward.values, 0, forward.output);
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    queries.added();
    keys.added();
    values.added();
    for (int example = 0; example < examples; example++) {
      int from = example * heads * tokens;
      for (int head = 0; head < heads; head++) {
        move(example, head);
        Products.multiply(false, true, 1, backward.output, forward.values, 0, delta);
        Products.multiply(true, false, 1, weight, backward.output, 0, backward.values);
      }
      softmax.differentiate(weights, from, heads * tokens, deltas);
      for (int head = 0; head < heads; head++) {
        move(example, head);
        Products.multiply(false, false, scale, delta, forward.keys, 0, backward.queries);
        Products.multiply(true, false, scale, delta, forward.queries, 0, backward.keys);
      }
    }
  }

  private void move(int example, int head) {
    forward.at(example * tokens, head * size);
    backward.at(example * tokens, head * size);
    weight.at((example * heads + head) * tokens, 0);
    delta.at(head * tokens, 0);
  }
}
