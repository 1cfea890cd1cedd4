package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientatlas.axis.architecture.BranchScale;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.NormPlace;
import org.gradientatlas.axis.architecture.Transformer;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Site;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/**
 * Attention without skips, norm and perceptron against DL4J's, in float64. DL4J 1.0.0-M2.1 takes
 * the derivative that enters a layer of SameDiff, as its attention is, twice: central differences
 * agree with ours, and not with it.
 */
class AttentionReferenceTest {
  private static final int TOKENS = 5;
  private static final int FEATURES = 3;
  private static final int EXAMPLES = 4;
  private static final int WIDTH = 6;
  private static final int HEADS = 2;

  @Test
  void gradientsAreThoseOfDl4j() {
    float[] features = new float[EXAMPLES * TOKENS * FEATURES];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) Math.sin(1 + 1.7 * i);
    }
    int[] labels = {0, 2, 1, 2};
    Dataset flat = Dataset.ofClasses(features, TOKENS * FEATURES, labels, 3);
    var data = new Dataset(features, new InputShape.Sequence(TOKENS, FEATURES), flat.targets());
    var attention =
        new Transformer(HEADS, NormPlace.NONE, 0, false, BranchScale.ONE, true, false, false);
    Trial trial =
        new TrialFixture()
            .depth(2)
            .width(WIDTH)
            .bias(false)
            .batchSize(EXAMPLES)
            .architecture(attention)
            .trial();
    var batch = new Batch(data, new int[] {0, 1, 2, 3}, EXAMPLES);
    try (var network = new ProgramNetwork(trial, batch, KernelProvider.plain())) {
      double loss = network.gradients(batch);
      MultiLayerNetwork reference = reference(network);
      INDArray input = Nd4j.create(DataType.DOUBLE, EXAMPLES, FEATURES, TOKENS);
      INDArray targets = Nd4j.zeros(DataType.DOUBLE, EXAMPLES, 3);
      for (int i = 0; i < features.length; i++) {
        int example = i / (TOKENS * FEATURES);
        input.putScalar(example, i % FEATURES, i / FEATURES % TOKENS, features[i]);
        targets.putScalar(example, labels[example], 1);
      }
      reference.setInput(input);
      reference.setLabels(targets);
      reference.computeGradientAndScore();
      assertThat(loss).isCloseTo(reference.score(), within(1e-12));
      var gradients = reference.gradient();
      agree(network.sites().get(0), "W", gradients.getGradientFor("0_W"));
      for (int layer = 1; layer <= 2; layer++) {
        Site site = network.sites().get(layer);
        agree(site, "Q", joined(gradients.getGradientFor(layer + "_Wq")));
        agree(site, "K", joined(gradients.getGradientFor(layer + "_Wk")));
        agree(site, "V", joined(gradients.getGradientFor(layer + "_Wv")));
        agree(site, "O", gradients.getGradientFor(layer + "_Wo"));
      }
      agree(network.sites().get(3), "W", gradients.getGradientFor("4_W"));
    }
  }

  private static MultiLayerNetwork reference(ProgramNetwork network) {
    var configuration =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .list()
            .layer(
                new DenseLayer.Builder()
                    .nOut(WIDTH)
                    .activation(Activation.IDENTITY)
                    .hasBias(false)
                    .build())
            .layer(attention())
            .layer(attention())
            .layer(new GlobalPoolingLayer(PoolingType.AVG))
            .layer(
                new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                    .nOut(3)
                    .activation(Activation.SOFTMAX)
                    .hasBias(false)
                    .build())
            .setInputType(InputType.recurrent(FEATURES, TOKENS))
            .build();
    var reference = new MultiLayerNetwork(configuration);
    reference.init();
    reference.getParam("0_W").assign(matrix(network.sites().get(0), "W"));
    for (int layer = 1; layer <= 2; layer++) {
      Site site = network.sites().get(layer);
      reference.getParam(layer + "_Wq").assign(split(matrix(site, "Q")));
      reference.getParam(layer + "_Wk").assign(split(matrix(site, "K")));
      reference.getParam(layer + "_Wv").assign(split(matrix(site, "V")));
      reference.getParam(layer + "_Wo").assign(matrix(site, "O"));
    }
    reference.getParam("4_W").assign(matrix(network.sites().get(3), "W"));
    return reference;
  }

  private static SelfAttentionLayer attention() {
    return new SelfAttentionLayer.Builder()
        .nOut(WIDTH)
        .nHeads(HEADS)
        .headSize(WIDTH / HEADS)
        .projectInput(true)
        .build();
  }

  private static INDArray matrix(Site site, String name) {
    Tensor values = site.tensor(name).values();
    INDArray matrix = Nd4j.create(DataType.DOUBLE, values.rows(), values.columns());
    for (int i = 0; i < values.size(); i++) {
      matrix.putScalar(i / values.columns(), i % values.columns(), values.get(i));
    }
    return matrix;
  }

  /** [inputs, heads * size] as DL4J's [heads, size, inputs]. */
  private static INDArray split(INDArray matrix) {
    return matrix.transpose().dup('c').reshape('c', HEADS, WIDTH / HEADS, WIDTH);
  }

  /** The inverse of {@link #split}. */
  private static INDArray joined(INDArray split) {
    return split.dup('c').reshape('c', WIDTH, WIDTH).transpose();
  }

  /**
   * DL4J sums over the batch, and doubles derivatives at each attention layer on their way down.
   */
  private static void agree(Site site, String name, INDArray expected) {
    Tensor gradient = site.tensor(name).gradient();
    int attentions = Math.min(2, 3 - site.layer.index());
    double times = EXAMPLES * Math.pow(2, attentions);
    for (int i = 0; i < gradient.size(); i++) {
      double value = expected.getDouble(i / gradient.columns(), i % gradient.columns());
      assertThat(gradient.get(i))
          .as("layer %d %s[%d]", site.layer.index(), name, i)
          .isCloseTo(value / times, within(1e-9));
    }
  }
}
