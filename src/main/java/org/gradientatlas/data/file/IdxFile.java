package org.gradientatlas.data.file;

import java.io.BufferedInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.NumberArray;
import org.gradientatlas.data.RawData;

/**
 * An array in the IDX format of the MNIST database: two zero bytes, an element type, the number of
 * dimensions, their sizes and the elements, all big-endian. May be gzipped; the content decides.
 *
 * @param name for messages
 * @param shape sizes of the dimensions
 * @param values the elements, the last dimension varying fastest
 */
@SuppressWarnings("ArrayRecordComponent")
public record IdxFile(String name, int[] shape, NumberArray values) {
  private static final int GZIP_MAGIC = 0x1f8b;

  /**
   * Reads a file to its end.
   *
   * @throws InvalidDataException if it is not an IDX file, is truncated, has bytes after its last
   *     element, holds a NaN or a number beyond float32, or there is no memory for it
   */
  public static IdxFile read(DataFile file) throws IOException {
    String name = file.name();
    try (var in = new DataInputStream(plain(file.open()))) {
      int magic = in.readInt();
      Element element = Element.of(magic >>> 8);
      int dimensions = magic & 0xff;
      if (element == null || dimensions == 0) {
        throw new InvalidDataException(
            name + " is not an IDX file: it starts with 0x%08x".formatted(magic));
      }
      int[] shape = new int[dimensions];
      for (int i = 0; i < dimensions; i++) {
        shape[i] = in.readInt();
      }
      NumberArray values = elements(name, in, element, count(name, shape));
      if (in.read() >= 0) {
        throw new InvalidDataException(name + " goes on after its last element");
      }
      return new IdxFile(name, shape, values);
    } catch (EOFException e) {
      throw new InvalidDataException(name + " is cut off: it ends before its last element");
    }
  }

  /** Makes room as elements come: a header may promise more than there are. */
  private static NumberArray elements(String name, DataInput in, Element element, int count)
      throws IOException {
    var values = new NumberBuffer(Heap.ofDriver(name));
    for (int i = 0; i < count; i++) {
      double value = element.next(in);
      String why = CellProblems.why(value);
      if (why != null) {
        throw new InvalidDataException(
            "%s, element %d: %s %s".formatted(name, i + 1, DecimalText.of(value), why));
      }
      values.add(value);
    }
    return values.array();
  }

  private static int count(String name, int[] shape) {
    double count = 1;
    for (int size : shape) {
      if (size < 0) {
        throw new InvalidDataException(name + " has a dimension of size " + size);
      }
      count *= size;
    }
    if (count > NumberBuffer.MOST) {
      throw new InvalidDataException(
          "%s holds %.0f elements, more than the %d of a data set"
              .formatted(name, count, NumberBuffer.MOST));
    }
    return (int) count;
  }

  /**
   * Images with their classes.
   *
   * @param images [n, height, width], with channels behind them or without, or of any other shape
   * @param labels [n]
   * @throws InvalidDataException if the two do not match or a label is not a class
   */
  public static StoredData dataset(IdxFile images, IdxFile labels) {
    if (labels.shape.length != 1) {
      throw new InvalidDataException(
          labels.name + " has " + labels.shape.length + " dimensions; labels have 1");
    }
    int count = images.shape[0];
    if (count != labels.shape[0]) {
      throw new InvalidDataException(
          "%s holds %d examples, but %s holds %d labels"
              .formatted(images.name, count, labels.name, labels.shape[0]));
    }
    if (images.values.length() == 0) {
      throw new InvalidDataException(images.name + " holds no examples");
    }
    double[] classes = IntStream.range(0, count).mapToDouble(labels.values::get).toArray();
    ClassLabels read =
        ClassLabels.ofNumbers(labels.name, classes, "", labels.places("label"), new CellProblems());
    return new StoredData(
        images.name,
        new RawData(images.values, images.example(), read.targets()),
        read.names(),
        column -> "pixel " + (column + 1),
        images.places("image"),
        read.notes());
  }

  /** What the dimensions after the first say of an example. */
  private InputShape example() {
    return switch (shape.length) {
      case 3 -> new InputShape.Image(shape[1], shape[2], 1);
      case 4 -> new InputShape.Image(shape[1], shape[2], shape[3]);
      default -> new InputShape.Flat(values.length() / shape[0]);
    };
  }

  private Places places(String unit) {
    var places = new Places(unit);
    places.file(name);
    IntStream.rangeClosed(1, shape[0]).forEach(places::add);
    return places;
  }

  private static InputStream plain(InputStream stream) throws IOException {
    var in = new BufferedInputStream(stream);
    in.mark(2);
    int start = (in.read() << 8) | in.read();
    in.reset();
    return start == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(in)) : in;
  }

  /** The element types, by the third byte of the file. */
  @SuppressWarnings("ImmutableEnumChecker") // references to methods have no state
  private enum Element {
    UNSIGNED_BYTE(0x08, DataInput::readUnsignedByte),
    BYTE(0x09, DataInput::readByte),
    SHORT(0x0b, DataInput::readShort),
    INT(0x0c, DataInput::readInt),
    FLOAT(0x0d, DataInput::readFloat),
    DOUBLE(0x0e, DataInput::readDouble);

    private final int code;
    private final Reader reader;

    Element(int code, Reader reader) {
      this.code = code;
      this.reader = reader;
    }

    private interface Reader {
      double read(DataInput in) throws IOException;
    }

    double next(DataInput in) throws IOException {
      return reader.read(in);
    }

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
