package org.gradientatlas.data;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.DoubleStream;
import org.gradientatlas.axis.architecture.InputShape;

/**
 * Examples as drawn or read, before they are split and scaled.
 *
 * @param features row-major [examples, shape.size()]
 * @param shape of one example
 * @param targets one per example
 */
public record RawData(NumberArray features, InputShape shape, Targets targets)
    implements Serializable {
  /** Examples without an order among their numbers. */
  public RawData(NumberArray features, int width, Targets targets) {
    this(features, new InputShape.Flat(width), targets);
  }

  /** Examples that are exact in single precision. */
  public RawData(float[] features, InputShape shape, Targets targets) {
    this(new NumberArray.Floats(features), shape, targets);
  }

  /** Examples that are exact in single precision, without an order among their numbers. */
  public RawData(float[] features, int width, Targets targets) {
    this(features, new InputShape.Flat(width), targets);
  }

  /**
   * @throws IllegalArgumentException if features and targets do not hold the same number of rows
   */
  public RawData {
    if (shape.size() < 1 || (long) targets.size() * shape.size() != features.length()) {
      throw new IllegalArgumentException(
          "%d features of width %d do not go with %d targets"
              .formatted(features.length(), shape.size(), targets.size()));
    }
  }

  /** Numbers per example. */
  public int width() {
    return shape.size();
  }

  /** The same numbers, seen as examples of another shape and equal size. */
  public RawData as(InputShape other) {
    return new RawData(features, other, targets);
  }

  /** The number of examples. */
  public int size() {
    return targets.size();
  }

  /** SHA-256 of all numbers, in hexadecimal digits. */
  public String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      int width = width();
      int most = Math.max(targets.width(), targets.steps());
      ByteBuffer row = ByteBuffer.allocate(Double.BYTES * (width + most));
      double[] target = new double[targets.width()];
      for (int example = 0; example < size(); example++) {
        row.clear();
        for (int column = 0; column < width; column++) {
          row.putDouble(feature(example, column));
        }
        if (targets instanceof Targets.Labelled classes) {
          for (int step = 0; step < targets.steps(); step++) {
            row.putInt(classes.label(example, step)); // a one-hot row may be long
          }
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
    double[] means = new double[width()];
    for (int column = 0; column < means.length; column++) {
      int at = column;
      // A feature that no training example has is as good as constant.
      means[column] =
          Arrays.stream(training)
              .mapToDouble(example -> feature(example, at))
              .filter(x -> !Double.isNaN(x))
              .average()
              .orElse(0);
    }
    return new RawData(new NumberArray.Filled(features, means), shape, targets);
  }

  /** A feature of an example; columns count from 0. */
  public double feature(int example, int column) {
    return features.get(example * shape.size() + column);
  }
}
