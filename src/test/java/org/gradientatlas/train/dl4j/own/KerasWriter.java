package org.gradientatlas.train.dl4j.own;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.hdf5.Attribute;
import org.bytedeco.hdf5.DataSet;
import org.bytedeco.hdf5.DataSpace;
import org.bytedeco.hdf5.Group;
import org.bytedeco.hdf5.H5File;
import org.bytedeco.hdf5.H5Object;
import org.bytedeco.hdf5.PredType;
import org.bytedeco.hdf5.StrType;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Writes HDF5 as Keras's model.save does, by the library that Keras writes it with: groups of the
 * old style, texts of variable length, names of fixed length, contiguous float32. The library is
 * used by one thread at a time, so nothing of it is left to the garbage collector.
 */
public final class KerasWriter {
  /**
   * Weights of a layer.
   *
   * @param path of the data set below the layer's group, such as dense/kernel:0
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Weights(String path, long[] shape, float[] numbers) {}

  /** H5T_VARIABLE, which the presets have as an int. */
  private static final long VARIABLE = -1;

  private KerasWriter() {}

  /** A whole model, as a file's bytes. */
  public static byte[] model(String configuration, Map<String, List<Weights>> layers) {
    return file(
        root -> {
          text(root, "keras_version", "2.15.0");
          text(root, "backend", "tensorflow");
          text(root, "model_config", configuration);
          text(root, "training_config", "{\"loss\": \"mse\"}");
          try (Group weights = root.createGroup("model_weights")) {
            write(weights, layers);
          }
        });
  }

  /** What save_weights writes. */
  public static byte[] weightsAlone(Map<String, List<Weights>> layers) {
    return file(root -> write(root, layers));
  }

  /** What happens to an open file. */
  @FunctionalInterface
  interface Writing {
    void to(Group root);
  }

  static byte[] file(Writing writing) {
    try {
      Path path = Files.createTempFile("keras", ".h5");
      try {
        try (var file = new H5File(path.toString(), hdf5.H5F_ACC_TRUNC)) {
          writing.to(file);
          file.flush(hdf5.H5F_SCOPE_GLOBAL);
        }
        return Files.readAllBytes(path);
      } finally {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Group weights, Map<String, List<Weights>> layers) {
    names(weights, "layer_names", List.copyOf(layers.keySet()));
    text(weights, "keras_version", "2.15.0");
    layers.forEach(
        (layer, arrays) -> {
          try (Group group = weights.createGroup(layer)) {
            names(group, "weight_names", arrays.stream().map(Weights::path).toList());
            arrays.forEach(array -> write(group, array.path(), array));
          }
        });
  }

  private static void write(Group home, String path, Weights array) {
    int slash = path.indexOf('/');
    if (slash > 0) {
      String step = path.substring(0, slash);
      // Each is closed again, so that the library finishes the file.
      try (Group below = home.nameExists(step) ? home.openGroup(step) : home.createGroup(step)) {
        write(below, path.substring(slash + 1), array);
      }
      return;
    }
    try (var space = new DataSpace(array.shape().length, array.shape());
        DataSet set = home.createDataSet(path, PredType.NATIVE_FLOAT(), space);
        var numbers = new FloatPointer(array.numbers())) {
      set.write(numbers, PredType.NATIVE_FLOAT());
    }
  }

  static void text(H5Object home, String name, String text) {
    try (var type = new StrType(PredType.C_S1(), VARIABLE);
        var space = new DataSpace(hdf5.H5S_SCALAR);
        Attribute attribute = home.createAttribute(name, type, space)) {
      attribute.write(type, text);
    }
  }

  private static void names(H5Object home, String name, List<String> names) {
    int length = names.stream().mapToInt(String::length).max().orElse(1);
    byte[] padded = new byte[Math.max(1, names.size() * length)];
    for (int i = 0; i < names.size(); i++) {
      byte[] bytes = names.get(i).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      System.arraycopy(bytes, 0, padded, i * length, bytes.length);
    }
    try (var type = new StrType(PredType.C_S1(), length);
        var space = new DataSpace(1, new long[] {names.size()});
        Attribute attribute = home.createAttribute(name, type, space);
        var pointer = new BytePointer(padded)) {
      if (!names.isEmpty()) {
        attribute.write(type, pointer);
      }
    }
  }
}
