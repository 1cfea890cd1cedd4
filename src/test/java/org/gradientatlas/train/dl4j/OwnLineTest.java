package org.gradientatlas.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.ArchitectureKind;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Targets;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.dl4j.own.OwnModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A convolution over sequences, whose kernel does not lie as Deeplearning4j says. */
class OwnLineTest {
  private static final int STEPS = 6;
  private static final int INPUTS = 2;
  private static final int OUTPUTS = 4;
  private static final int KERNEL = 3;
  private static final int CLASSES = 3;

  private OwnNetwork network;

  @BeforeEach
  void open() {
    String json =
        OwnModels.builder()
            .graphBuilder()
            .addInputs("in")
            .addLayer(
                "line",
                new Convolution1DLayer.Builder(KERNEL)
                    .convolutionMode(ConvolutionMode.Same)
                    .nOut(OUTPUTS)
                    .activation(Activation.IDENTITY)
                    .build(),
                "in")
            .addLayer("mean", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "line")
            .addLayer("out", OwnModels.output(OUTPUTS, CLASSES), "mean")
            .setOutputs("out")
            .setInputTypes(InputType.recurrent(INPUTS, STEPS))
            .build()
            .toJson();
    Trial trial =
        new TrialFixture()
            .architecture(ArchitectureKind.OWN.of(List.of("line.json", "grid", "model")))
            .initializer(Variant.of(Initializer.IDENTITY, 1))
            .trial();
    var data =
        new Dataset(
            new float[5 * INPUTS * STEPS],
            new InputShape.Sequence(STEPS, INPUTS),
            new Targets.Classes(new int[5], CLASSES));
    network =
        new OwnNetwork(
            trial,
            OwnModels.read("line.json", json),
            new Batch(data, new int[] {0, 1, 2, 3, 4}, 5));
  }

  @AfterEach
  void close() {
    network.close();
  }

  /** Of an identity, each place shows what lies under the middle of the kernel. */
  @Test
  void weightsOfTheGridLieWhereTheyAreRead() {
    try (INDArray x = Nd4j.rand(DataType.DOUBLE, 5, INPUTS, STEPS)) {
      Map<String, INDArray> shown = network.model().feedForward(x, false);
      for (int channel = 0; channel < OUTPUTS; channel++) {
        INDArray its = Objects.requireNonNull(shown.get("line")).get(all(), point(channel), all());
        double[] expected =
            channel < INPUTS
                ? Copies.rowMajor(x.get(all(), point(channel), all()))
                : new double[5 * STEPS];
        assertThat(Copies.rowMajor(its)).as("channel %d", channel).isEqualTo(expected);
      }
    }
  }

  @Test
  void aUnitIsWhatOneOutputReads() {
    OwnTensor kernel =
        OwnLayers.of(network.model()).get(0).tensors().stream()
            .filter(tensor -> tensor.name().equals("W"))
            .findFirst()
            .orElseThrow();
    assertThat(kernel.units()).hasSize(OUTPUTS);
    for (int output = 0; output < OUTPUTS; output++) {
      LayerRange.Unit unit = kernel.units().get(output);
      Set<Integer> read = new HashSet<>();
      for (int row = 0; row < KERNEL * INPUTS; row++) {
        read.add(kernel.index(0, row, output));
      }
      Set<Integer> clipped = new HashSet<>();
      for (int i = unit.from(); i < unit.end(); i += unit.stride()) {
        clipped.add(i);
      }
      assertThat(clipped).isEqualTo(read).hasSize(KERNEL * INPUTS);
    }
  }
}
