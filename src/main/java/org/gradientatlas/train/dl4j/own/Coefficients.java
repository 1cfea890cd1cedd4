package org.gradientatlas.train.dl4j.own;

import java.io.DataInputStream;
import java.io.IOException;
import org.gradientatlas.data.InvalidDataException;

/**
 * Parameters as ND4J writes an array: a buffer with its shape, and a buffer with its numbers. A
 * buffer is the name of its kind, its length, the name of its type, and its numbers, big-endian. No
 * more is read than the network has parameters.
 *
 * @param name of the file, for messages
 */
record Coefficients(String name, DataInputStream in) {
  /** A shape has 2 numbers for each of at most 32 dimensions, and 4 more. */
  private static final int LONGEST_SHAPE = 68;

  double[] read(int parameters) throws IOException {
    shape(parameters);
    long length = start("MIXED_DATA_TYPES");
    String type = in.readUTF();
    requireLength(length, parameters);
    double[] numbers = new double[parameters];
    for (int i = 0; i < parameters; i++) {
      numbers[i] = number(type);
      if (!Double.isFinite(numbers[i])) {
        throw new InvalidDataException(
            "%s: parameter %d is %s, which is not finite".formatted(name, i, numbers[i]));
      }
    }
    if (in.read() >= 0) {
      throw new InvalidDataException(name + ": coefficients.bin goes on after its last parameter");
    }
    return numbers;
  }

  private double number(String type) throws IOException {
    return switch (type) {
      case "FLOAT" -> in.readFloat();
      case "DOUBLE" -> in.readDouble();
      default ->
          throw new InvalidDataException(
              "%s: its parameters are of type %s, and must be FLOAT or DOUBLE"
                  .formatted(name, text(type)));
    };
  }

  private void shape(int parameters) throws IOException {
    long length = start("MIXED_DATA_TYPES");
    String type = in.readUTF();
    if (!type.equals("LONG") || length < 4 || length > LONGEST_SHAPE) {
      throw old();
    }
    long[] shape = new long[(int) length];
    for (int i = 0; i < length; i++) {
      shape[i] = in.readLong();
    }
    long rank = shape[0];
    if (rank < 1 || 2 * rank + 4 != length) {
      throw old();
    }
    long product = 1;
    for (int i = 1; i <= rank; i++) {
      long size = shape[i];
      if (size < 1 || product > parameters) {
        throw old();
      }
      product *= Math.min(size, parameters + 1L);
    }
    requireLength(product, parameters);
  }

  private void requireLength(long length, int parameters) {
    if (length != parameters) {
      throw new InvalidDataException(
          "%s: coefficients.bin is not of its configuration, which has %d parameters"
              .formatted(name, parameters));
    }
  }

  private long start(String kind) throws IOException {
    String given = in.readUTF();
    if (!given.equals(kind)) {
      throw old();
    }
    return in.readLong();
  }

  private InvalidDataException old() {
    return new InvalidDataException(
        name
            + ": coefficients.bin is not as Deeplearning4j 1.0.0-beta4 and later write it; load and"
            + " save the network with 1.0.0-M2.1");
  }

  private static String text(String type) {
    return type.length() > 20 ? type.substring(0, 20) : type;
  }
}
