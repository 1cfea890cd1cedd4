package org.gradientatlas.train.dl4j;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Engine;
import org.gradientatlas.train.InitialWeights;
import org.gradientatlas.train.ModelFile;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * The reference engine: Deeplearning4j's MultiLayerNetwork runs forward and backward, with its
 * intermediate values recorded; clipping and the optimizer follow their definitions, in double
 * precision.
 */
public final class Dl4jEngine implements Engine {
  private final Map<String, ModelFile> models;

  /** For dense networks. */
  public Dl4jEngine() {
    this(Map.of());
  }

  /**
   * For networks of the user's too.
   *
   * @param models by {@link OwnModel#file}
   */
  public Dl4jEngine(Map<String, ModelFile> models) {
    this.models = models;
  }

  /**
   * @throws IllegalArgumentException if the trial normalizes or skips layers
   */
  @Override
  public FlatNetwork open(Trial trial, Batch first) {
    if (trial.network().architecture() instanceof OwnModel own) {
      return new OwnNetwork(trial, file(own), first);
    }
    Dl4jNetwork network = dense(trial, first.data().width(), first.data().outputs());
    network.start(InitialWeights.of(trial, first));
    return network;
  }

  /**
   * A network that continues from another's parameters and optimizer state.
   *
   * @param shape of an example
   * @param outputs numbers in a target
   * @param parameters from {@link Descent#parameters}
   * @param state from {@link Descent#state}
   */
  public FlatNetwork resume(
      Trial trial, InputShape shape, int outputs, double[] parameters, double[] state) {
    FlatNetwork network =
        trial.network().architecture() instanceof OwnModel own
            ? new OwnNetwork(trial, file(own), shape, outputs)
            : dense(trial, shape.size(), outputs);
    network.descent().set(parameters, state);
    return network;
  }

  private ModelFile file(OwnModel own) {
    return Objects.requireNonNull(models.get(own.file()), () -> own.file() + " was not read");
  }

  private static Dl4jNetwork dense(Trial trial, int inputs, int outputs) {
    Trial.Network settings = trial.network();
    if (!EngineKind.DL4J.has(settings.normalization())
        || !EngineKind.DL4J.has(settings.residual().type())) {
      throw new IllegalArgumentException(
          "engine dl4j has no remedies: normalization = %s, residual = %s must both be none"
              .formatted(settings.normalization().label(), settings.residual().label()));
    }
    List<Slice> slices = Slice.of(settings, inputs, outputs);
    List<Tape> tapes =
        IntStream.rangeClosed(0, settings.depth()).mapToObj(i -> new Tape()).toList();
    var loss = new WatchedLoss(tapes.get(settings.depth()));
    var network = new MultiLayerNetwork(configuration(trial, slices, tapes, loss));
    network.init();
    network.initGradientsView();
    return new Dl4jNetwork(trial, network, slices, tapes, loss);
  }

  private static MultiLayerConfiguration configuration(
      Trial trial, List<Slice> slices, List<Tape> tapes, WatchedLoss loss) {
    Trial.Network settings = trial.network();
    // Seeded and zeroed, so that nothing depends on the clock; our weights are copied in later.
    var list =
        new NeuralNetConfiguration.Builder()
            .seed(0)
            .dataType(type(trial.training().precision()))
            .weightInit(WeightInit.ZERO)
            .updater(new NoOp())
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .list();
    for (int i = 0; i < settings.depth(); i++) {
      list.layer(
          new DenseLayer.Builder()
              .nIn(slices.get(i).fanIn())
              .nOut(slices.get(i).fanOut())
              .hasBias(settings.bias())
              .activation(
                  new WatchedActivation(Activations.of(settings.activation()), tapes.get(i)))
              .build());
    }
    Slice output = slices.get(settings.depth());
    list.layer(
        new OutputLayer.Builder()
            .nIn(output.fanIn())
            .nOut(output.fanOut())
            .hasBias(settings.bias())
            .activation(new ActivationIdentity())
            .lossFunction(loss)
            .build());
    return list.build();
  }

  static DataType type(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> DataType.FLOAT;
      case FLOAT64 -> DataType.DOUBLE;
    };
  }
}
