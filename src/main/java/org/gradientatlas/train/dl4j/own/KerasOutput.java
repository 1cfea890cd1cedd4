package org.gradientatlas.train.dl4j.own;

import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Keras has its loss beside the network, and Deeplearning4j in its last layer. */
final class KerasOutput {
  private KerasOutput() {}

  /** A layer as the last one, if it can be that. Its loss is a placeholder: the study has one. */
  static Layer of(Layer layer) {
    if (layer instanceof DenseLayer dense) {
      return new OutputLayer.Builder(new LossMSE())
          .name(dense.getLayerName())
          .nIn(dense.getNIn())
          .nOut(dense.getNOut())
          .hasBias(dense.hasBias())
          .weightInit(dense.getWeightInitFn())
          .activation(dense.getActivationFn())
          .build();
    }
    return layer instanceof ActivationLayer alone ? loss(alone.getActivationFn()) : layer;
  }

  /** A layer that is a loss alone. */
  static Layer loss() {
    return loss(new ActivationIdentity());
  }

  private static Layer loss(IActivation activation) {
    return new LossLayer.Builder().lossFunction(new LossMSE()).activation(activation).build();
  }
}
