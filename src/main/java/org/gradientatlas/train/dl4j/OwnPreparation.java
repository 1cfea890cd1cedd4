package org.gradientatlas.train.dl4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.dl4j.own.InnerLayers;
import org.gradientatlas.train.dl4j.own.OutputActivation;
import org.gradientatlas.train.dl4j.own.OwnGraph;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Changes a user's network so that a study can train and watch it: the study's loss, precision and,
 * if it asks for that, activation. Its updaters are never run.
 */
final class OwnPreparation {
  private final Trial trial;
  private final Map<String, Tape> tapes = new HashMap<>();
  private final Tape outputs = new Tape();
  private final WatchedLoss loss = new WatchedLoss(outputs);

  OwnPreparation(Trial trial, OwnGraph graph) {
    this.trial = trial;
    OutputActivation.giveWay(graph, trial.descent().loss());
    graph.nodes().forEach(this::prepare);
    configure(graph.configuration());
  }

  /** The tape of each watched layer, by the name of its vertex. */
  Map<String, Tape> tapes() {
    return tapes;
  }

  /** The tape of the outputs, as the loss reads them. */
  Tape outputs() {
    return outputs;
  }

  WatchedLoss loss() {
    return loss;
  }

  private void configure(ComputationGraphConfiguration configuration) {
    configuration.setDataType(Dl4jEngine.type(trial.training().precision()));
    configuration.setTrainingWorkspaceMode(WorkspaceMode.ENABLED);
    configuration.setInferenceWorkspaceMode(WorkspaceMode.ENABLED);
    configuration.setCacheMode(CacheMode.NONE);
    configuration.setValidateOutputLayerConfig(false);
  }

  private void prepare(OwnGraph.Node node) {
    if (!(node.vertex() instanceof LayerVertex vertex)) {
      return;
    }
    vertex.setDataType(Dl4jEngine.type(trial.training().precision()));
    vertex.getLayerConf().setDataType(Dl4jEngine.type(trial.training().precision()));
    vertex.getLayerConf().setCacheMode(CacheMode.NONE);
    List<Layer> layers = InnerLayers.of(node.layer());
    for (Layer layer : layers) {
      if (layer instanceof BaseLayer base) {
        base.setIUpdater(new NoOp());
        base.setBiasUpdater(new NoOp());
        base.setGradientNormalization(GradientNormalization.None);
      }
      setActivation(layer);
    }
    watch(node, vertex.getLayerConf().getLayer());
  }

  private void setActivation(Layer layer) {
    if (!((OwnModel) trial.network().architecture()).gridActivations()) {
      return;
    }
    if (layer instanceof ActivationLayer alone && isNonlinear(alone.getActivationFn())) {
      alone.setActivationFn(Activations.of(trial.network().activation()));
    } else if (layer instanceof BaseLayer base
        && !(layer instanceof BatchNormalization)
        && isNonlinear(base.getActivationFn())) {
      base.setActivationFn(Activations.of(trial.network().activation()));
    }
  }

  private static boolean isNonlinear(IActivation activation) {
    return !(activation instanceof ActivationIdentity || activation instanceof ActivationSoftmax);
  }

  private void watch(OwnGraph.Node node, Layer layer) {
    if (layer instanceof BaseOutputLayer output) {
      output.setLossFn(loss);
      tapes.put(node.name(), outputs);
    } else if (layer instanceof LossLayer output) {
      output.setLossFn(loss);
    } else if (layer instanceof DenseLayer || layer instanceof ConvolutionLayer) {
      var sums = (BaseLayer) layer;
      var tape = new Tape();
      sums.setActivationFn(new WatchedActivation(sums.getActivationFn(), tape));
      tapes.put(node.name(), tape);
    }
  }
}
