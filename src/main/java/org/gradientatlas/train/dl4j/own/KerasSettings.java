package org.gradientatlas.train.dl4j.own;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.modelimport.keras.KerasLayer;
import org.deeplearning4j.nn.modelimport.keras.config.Keras2LayerConfiguration;
import org.deeplearning4j.nn.modelimport.keras.exceptions.InvalidKerasConfigurationException;
import org.deeplearning4j.nn.modelimport.keras.exceptions.UnsupportedKerasConfigurationException;
import org.deeplearning4j.nn.modelimport.keras.utils.KerasLayerUtils;
import org.gradientatlas.train.dl4j.own.keras.KerasNode;

/**
 * Hands a checked layer to Deeplearning4j's import, with the settings that are read and no others,
 * and takes it out with its channels first.
 */
final class KerasSettings {
  private static final int KERAS = 2;
  private static final Map<String, Object> INITIALIZER =
      new HashMap<>(Map.of("class_name", "GlorotUniform", "config", new HashMap<>()));

  private KerasSettings() {}

  /** Deeplearning4j's layer or vertex, and how Keras's weights become its own. */
  static KerasLayer imported(KerasNode node)
      throws InvalidKerasConfigurationException, UnsupportedKerasConfigurationException {
    var config = new HashMap<String, Object>(node.settings());
    config.put("name", node.name());
    // None is ever drawn from: weights are the file's, or of the study's initializer.
    config.put("kernel_initializer", INITIALIZER);
    config.put("recurrent_initializer", INITIALIZER);
    config.put("unit_forget_bias", true);
    config.put("unroll", false);
    config.put("data_format", "channels_last"); // where the kernels' dimensions stand in the file
    config.remove("axis"); // always the channels'
    if (config.containsKey("pool_size")) {
      config.putIfAbsent("strides", node.setting("pool_size"));
    }
    if (node.type().equals("BatchNormalization")) {
      config.put("axis", -1);
    }
    Map<String, Object> layer = new HashMap<>();
    layer.put("class_name", type(node, config));
    layer.put("config", config);
    layer.put("keras_version", KERAS);
    layer.put("backend", "tensorflow");
    KerasLayer imported =
        KerasLayerUtils.getKerasLayerFromConfig(
            layer, new Keras2LayerConfiguration(), Map.of(), Map.of(), Map.of());
    InnerLayers.of(imported.getLayer()).forEach(KerasSettings::putAsStudiesHaveIt);
    return imported;
  }

  /** Activations that are layers of their own in Keras. */
  private static String type(KerasNode node, Map<String, Object> config) {
    switch (node.type()) {
      case "ReLU", "Softmax" -> {
        config.put("activation", node.type().equals("ReLU") ? "relu" : "softmax");
        return "Activation";
      }
      case "LeakyReLU" -> {
        // Keras 3 renamed it.
        Object slope = config.remove("negative_slope");
        config.putIfAbsent("alpha", slope == null ? 0.3 : slope);
        return "LeakyReLU";
      }
      default -> {
        return node.type();
      }
    }
  }

  private static void putAsStudiesHaveIt(Layer layer) {
    layer.setIDropout(null); // the import sets one that keeps everything
    if (layer instanceof Convolution1DLayer convolution) {
      convolution.setRnnDataFormat(RNNFormat.NCW);
    }
    if (layer instanceof ConvolutionLayer convolution) {
      convolution.setCnn2dDataFormat(CNN2DFormat.NCHW);
    } else if (layer instanceof SubsamplingLayer pooling) {
      pooling.setCnn2dDataFormat(CNN2DFormat.NCHW);
    } else if (layer instanceof BatchNormalization normalization) {
      normalization.setCnn2DFormat(CNN2DFormat.NCHW);
    } else if (layer instanceof BaseRecurrentLayer recurrent) {
      recurrent.setRnnDataFormat(RNNFormat.NCW);
    }
  }
}
