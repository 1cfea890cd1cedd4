package org.gradientatlas.train.dl4j.own;

import java.util.Objects;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.data.InvalidDataException;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** A study's loss reads sums: softmax is part of its cross-entropy, and no loss has another. */
public final class OutputActivation {
  private OutputActivation() {}

  /**
   * Takes the activation of the output away.
   *
   * @throws InvalidDataException if the study's loss does not stand for it
   */
  public static void giveWay(OwnGraph graph, Loss loss) {
    var output = (BaseLayer) Objects.requireNonNull(graph.output().layer());
    if (output instanceof LossLayer && isIdentity(output)) {
      // As Keras has it: the last dense layer has the softmax.
      below(graph).filter(OutputActivation::isSoftmax).forEach(l -> take(graph, l, loss));
    } else {
      take(graph, output, loss);
    }
  }

  private static Stream<BaseLayer> below(OwnGraph graph) {
    String name = graph.output().inputs().get(0);
    return graph.nodes().stream()
        .filter(node -> node.name().equals(name))
        .map(OwnGraph.Node::layer)
        .filter(DenseLayer.class::isInstance)
        .map(BaseLayer.class::cast);
  }

  private static void take(OwnGraph graph, BaseLayer layer, Loss loss) {
    if (isIdentity(layer)) {
      return;
    }
    if (!isSoftmax(layer) || loss != Loss.SOFTMAX_CROSS_ENTROPY) {
      String needed = loss == Loss.SOFTMAX_CROSS_ENTROPY ? "identity or softmax" : "identity";
      throw new InvalidDataException(
          "%s: the output's activation is %s, and loss = %s takes %s"
              .formatted(graph.name(), name(layer.getActivationFn()), loss.label(), needed));
    }
    layer.setActivationFn(new ActivationIdentity());
  }

  private static String name(IActivation activation) {
    return activation.getClass().getSimpleName().replaceFirst("^Activation", "");
  }

  private static boolean isIdentity(BaseLayer layer) {
    return layer.getActivationFn() instanceof ActivationIdentity;
  }

  private static boolean isSoftmax(BaseLayer layer) {
    return layer.getActivationFn() instanceof ActivationSoftmax;
  }
}
