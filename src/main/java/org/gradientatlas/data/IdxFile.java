package org.gradientatlas.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * An array in the IDX format of the MNIST database: two zero bytes, an element type, the number of
 * dimensions, their sizes and the elements, all big-endian. May be gzipped; the content decides.
 *
 * @param name for messages
 * @param shape sizes of the dimensions
 * @param values the elements, the last dimension varying fastest
 */
@SuppressWarnings("ArrayRecordComponent")
public record IdxFile(String name, int[] shape, float[] values) {
  private static final int GZIP_MAGIC = 0x1f8b;

  /**
   * Reads a file to its end; the caller closes the stream.
   *
   * @throws InvalidDataException if it is not an IDX file, is truncated, has bytes after its last
   *     element, or holds a NaN or an infinity
   */
  public static IdxFile read(String name, InputStream stream) throws IOException {
    try (InputStream in = plain(stream)) {
      int magic = ByteBuffer.wrap(exactly(in, 4)).getInt();
      Element element = Element.of(magic >>> 8);
      int dimensions = magic & 0xff;
      if (element == null || dimensions == 0) {
        throw new InvalidDataException(
            name + " is not an IDX file: it starts with 0x%08x".formatted(magic));
      }
      ByteBuffer sizes = ByteBuffer.wrap(exactly(in, 4 * dimensions));
      int[] shape = IntStream.range(0, dimensions).map(i -> sizes.getInt()).toArray();
      ByteBuffer elements = ByteBuffer.wrap(exactly(in, bytes(name, shape, element)));
      if (in.read() >= 0) {
        throw new InvalidDataException(name + " goes on after its last element");
      }
      float[] values = new float[elements.capacity() / element.bytes];
      for (int i = 0; i < values.length; i++) {
        values[i] = element.next(elements);
      }
      return new IdxFile(name, shape, values).finite();
    } catch (EOFException e) {
      throw new InvalidDataException(name + " is cut off: it ends before its last element");
    }
  }

  /**
   * Images with their classes.
   *
   * @param images [n, ...]
   * @param labels [n]
   * @throws InvalidDataException if the two do not match or a label is not a class
   */
  public static Dataset dataset(IdxFile images, IdxFile labels) {
    if (labels.shape.length != 1) {
      throw new InvalidDataException(
          labels.name + " has " + labels.shape.length + " dimensions; labels have 1");
    }
    if (images.shape[0] != labels.shape[0]) {
      throw new InvalidDataException(
          "%s holds %d examples, but %s holds %d labels"
              .formatted(images.name, images.shape[0], labels.name, labels.shape[0]));
    }
    if (images.values.length == 0) {
      throw new InvalidDataException(images.name + " holds no examples");
    }
    double[] classes =
        IntStream.range(0, labels.values.length).mapToDouble(i -> labels.values[i]).toArray();
    return ClassLabels.dataset(
        images.values,
        images.values.length / images.shape[0],
        classes,
        i -> labels.name + ", label " + (i + 1));
  }

  private static InputStream plain(InputStream stream) throws IOException {
    var in = new BufferedInputStream(stream);
    in.mark(2);
    int start = (in.read() << 8) | in.read();
    in.reset();
    return start == GZIP_MAGIC ? new GZIPInputStream(in) : in;
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  private static int bytes(String name, int[] shape, Element element) {
    double bytes = element.bytes;
    for (int size : shape) {
      if (size < 0) {
        throw new InvalidDataException(name + " has a dimension of size " + size);
      }
      bytes *= size;
    }
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new InvalidDataException(name + " holds more than the 2 GiB that can be read");
    }
    return (int) bytes;
  }

  private IdxFile finite() {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new InvalidDataException(
            name + ", element " + (i + 1) + " is " + values[i] + ", which is not a finite number");
      }
    }
    return this;
  }

  /** The element types, by the third byte of the file. */
  private enum Element {
    UNSIGNED_BYTE(0x08, 1) {
      @Override
      float next(ByteBuffer from) {
        return from.get() & 0xff;
      }
    },
    BYTE(0x09, 1) {
      @Override
      float next(ByteBuffer from) {
        return from.get();
      }
    },
    SHORT(0x0b, 2) {
      @Override
      float next(ByteBuffer from) {
        return from.getShort();
      }
    },
    INT(0x0c, 4) {
      @Override
      float next(ByteBuffer from) {
        return from.getInt();
      }
    },
    FLOAT(0x0d, 4) {
      @Override
      float next(ByteBuffer from) {
        return from.getFloat();
      }
    },
    DOUBLE(0x0e, 8) {
      @Override
      float next(ByteBuffer from) {
        return (float) from.getDouble();
      }
    };

    private final int code;
    private final int bytes;

    Element(int code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }

    abstract float next(ByteBuffer from);

    static @org.jspecify.annotations.Nullable Element of(int code) {
      for (Element element : values()) {
        if (element.code == code) {
          return element;
        }
      }
      return null;
    }
  }
}
