package org.gradientatlas.data;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.DoubleStream;

/**
 * Examples as drawn or read, before they are split and scaled.
 *
 * @param features row-major [examples, width]
 * @param width numbers per example
 * @param targets one per example
 */
public record RawData(NumberArray features, int width, Targets targets) implements Serializable {
  /** Examples that are exact in single precision. */
  public RawData(float[] features, int width, Targets targets) {
    this(new NumberArray.Floats(features), width, targets);
  }

  /**
   * @throws IllegalArgumentException if features and targets do not hold the same number of rows
   */
  public RawData {
    if (width < 1 || (long) targets.size() * width != features.length()) {
      throw new IllegalArgumentException(
          "%d features of width %d do not go with %d targets"
              .formatted(features.length(), width, targets.size()));
    }
  }

  /** The number of examples. */
  public int size() {
    return targets.size();
  }

  /** SHA-256 of all numbers, in hexadecimal digits. */
  public String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer row = ByteBuffer.allocate(Double.BYTES * (width + targets.width()));
      double[] target = new double[targets.width()];
      for (int example = 0; example < size(); example++) {
        row.clear();
        for (int column = 0; column < width; column++) {
          row.putDouble(feature(example, column));
        }
        if (targets instanceof Targets.Classes classes) {
          row.putInt(classes.labels()[example]); // a one-hot row may be long
        } else {
          targets.copy(example, target, 0);
          DoubleStream.of(target).forEach(row::putDouble);
        }
        digest.update(row.array(), 0, row.position());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has SHA-256
    }
  }

  /**
   * The same with missing features filled in.
   *
   * @param training the examples whose means are taken, so that nothing is learned from the others
   */
  RawData filled(int[] training) {
    double[] means = new double[width];
    for (int column = 0; column < width; column++) {
      int at = column;
      // A feature that no training example has is as good as constant.
      means[column] =
          Arrays.stream(training)
              .mapToDouble(example -> feature(example, at))
              .filter(x -> !Double.isNaN(x))
              .average()
              .orElse(0);
    }
    return new RawData(new NumberArray.Filled(features, means), width, targets);
  }

  /** A feature of an example; columns count from 0. */
  public double feature(int example, int column) {
    return features.get(example * width + column);
  }
}
