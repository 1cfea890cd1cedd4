package org.gradientatlas.train.dl4j.own;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientatlas.train.ModelFile;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks as users of Deeplearning4j build and save them. */
public final class OwnModels {
  private OwnModels() {}

  /** Two dense layers of 5 and 4 units, and an output layer. */
  public static MultiLayerConfiguration dense(int inputs, int outputs) {
    return builder()
        .list()
        .layer(new DenseLayer.Builder().nIn(inputs).nOut(5).build())
        .layer(new DenseLayer.Builder().nIn(5).nOut(4).build())
        .layer(output(4, outputs))
        .build();
  }

  /** A dense layer whose softmax stands before the loss, as in networks that come from Keras. */
  public static MultiLayerConfiguration keras(int inputs, int outputs) {
    return builder()
        .list()
        .layer(new DenseLayer.Builder().nIn(inputs).nOut(5).build())
        .layer(new DenseLayer.Builder().nIn(5).nOut(outputs).activation(Activation.SOFTMAX).build())
        .layer(new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.IDENTITY).build())
        .build();
  }

  /** A convolution of 3 channels, batch normalization, a dense layer of 6 units. */
  public static MultiLayerConfiguration convolution(int side, int channels, int outputs) {
    return builder()
        .list()
        .layer(
            new ConvolutionLayer.Builder(3, 3)
                .convolutionMode(ConvolutionMode.Same)
                .nOut(3)
                .activation(Activation.IDENTITY)
                .build())
        .layer(new BatchNormalization())
        .layer(new ActivationLayer(Activation.RELU))
        .layer(new DenseLayer.Builder().nOut(6).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(outputs)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutional(side, side, channels))
        .build();
  }

  /** An LSTM beside a bidirectional recurrent layer, joined before the output. */
  public static ComputationGraphConfiguration recurrent(int features, int steps, int outputs) {
    return builder()
        .graphBuilder()
        .addInputs("in")
        .addLayer("lstm", new LastTimeStep(new LSTM.Builder().nOut(5).build()), "in")
        .addLayer("both", new Bidirectional(new SimpleRnn.Builder().nOut(4).build()), "in")
        .addLayer("pool", new GlobalPoolingLayer(), "both")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(outputs)
                .activation(Activation.SOFTMAX)
                .build(),
            "lstm",
            "pool")
        .setOutputs("out")
        .setInputTypes(InputType.recurrent(features, steps))
        .build();
  }

  /** A dense layer, and another one with a skip around it. */
  public static ComputationGraphConfiguration skip(int inputs, int outputs) {
    return builder()
        .graphBuilder()
        .addInputs("in")
        .addLayer("below", new DenseLayer.Builder().nIn(inputs).nOut(5).build(), "in")
        .addLayer("branch", new DenseLayer.Builder().nIn(5).nOut(5).build(), "below")
        .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "below", "branch")
        .addLayer("out", output(5, outputs), "sum")
        .setOutputs("out")
        .build();
  }

  public static OutputLayer output(int inputs, int outputs) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(inputs)
        .nOut(outputs)
        .activation(Activation.SOFTMAX)
        .build();
  }

  /** In double precision, with other settings than a study's. */
  public static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .dataType(DataType.DOUBLE)
        .activation(Activation.TANH)
        .updater(new Adam(0.5));
  }

  /** What ModelSerializer writes. */
  public static byte[] zip(Model model, boolean updater) {
    var out = new ByteArrayOutputStream();
    try {
      ModelSerializer.writeModel(model, out, updater);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static ModelFile read(String name, byte[] bytes) {
    try {
      return ModelReader.read(name, new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ModelFile read(String name, String json) {
    return read(name, json.getBytes(StandardCharsets.UTF_8));
  }
}
