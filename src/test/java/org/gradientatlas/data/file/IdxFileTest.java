package org.gradientatlas.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Drawn;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.NumberArray;
import org.gradientatlas.data.Targets;
import org.junit.jupiter.api.Test;

class IdxFileTest {
  private static final int UNSIGNED = 0x08;

  /** Three images of 2 x 2 pixels. */
  private static final byte[] PIXELS = {0, 1, 127, -1, 5, 6, 7, 8, 9, 10, 11, 12};

  private static byte[] idx(int type, int[] shape, byte[] elements) {
    var file = ByteBuffer.allocate(4 + 4 * shape.length + elements.length);
    file.putInt(type << 8 | shape.length);
    Arrays.stream(shape).forEach(file::putInt);
    return file.put(elements).array();
  }

  private static byte[] images() {
    return idx(UNSIGNED, new int[] {3, 2, 2}, PIXELS);
  }

  private static byte[] labels(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return idx(UNSIGNED, new int[] {labels.length}, bytes);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static DataFile file(String name, byte[] bytes) {
    return new DataFile() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }

  private static IdxFile read(byte[] bytes) throws IOException {
    return IdxFile.read(file("train", bytes));
  }

  private static Dataset dataset(byte[] images, byte[] labels) throws IOException {
    return Drawn.dataset(
        IdxFile.dataset(IdxFile.read(file("images", images)), IdxFile.read(file("labels", labels)))
            .raw());
  }

  @Test
  void readsImagesAndLabels() throws IOException {
    Dataset data = dataset(images(), labels(2, 0, 1));
    assertThat(data.width()).isEqualTo(4);
    assertThat(data.outputs()).isEqualTo(3);
    assertThat(data.classification()).isTrue();
    assertThat(data.features()).containsExactly(0, 1, 127, 255, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(Drawn.targets(data.targets())).containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0);
  }

  @Test
  void whatTheDimensionsSayOfAnExampleIsItsShape() throws IOException {
    assertThat(shape(3, 2, 2)).isEqualTo(new InputShape.Image(2, 2, 1));
    assertThat(shape(3, 1, 2, 2)).isEqualTo(new InputShape.Image(1, 2, 2));
    assertThat(shape(3, 4)).isEqualTo(new InputShape.Flat(4));
    assertThat(shape(3, 2, 1, 1, 2)).isEqualTo(new InputShape.Flat(4));
  }

  private static InputShape shape(int... dimensions) throws IOException {
    return dataset(idx(UNSIGNED, dimensions, PIXELS), labels(0, 1, 2)).shape();
  }

  @Test
  void gzippedFilesAreTheSame() throws IOException {
    Dataset data = dataset(gzip(images()), gzip(labels(2, 0, 1)));
    assertThat(data.features()).isEqualTo(dataset(images(), labels(2, 0, 1)).features());
    assertThat(data.label(0)).isEqualTo(2);
  }

  @Test
  void readsEveryElementType() throws IOException {
    int[] two = {2};
    assertThat(elements(idx(0x09, two, new byte[] {-1, 1}))).containsExactly(-1, 1);
    var bytes = ByteBuffer.allocate(16);
    assertThat(
            elements(
                idx(0x0b, two, head(bytes.putShort(0, (short) -300).putShort(2, (short) 7), 4))))
        .containsExactly(-300, 7);
    assertThat(elements(idx(0x0c, two, head(bytes.putInt(0, -70_000).putInt(4, 9), 8))))
        .containsExactly(-70_000, 9);
    assertThat(elements(idx(0x0d, two, head(bytes.putFloat(0, 0.5f).putFloat(4, -3e9f), 8))))
        .containsExactly(0.5f, -3e9f);
    assertThat(elements(idx(0x0e, two, head(bytes.putDouble(0, 0.1).putDouble(8, 1.7e9 + 1), 16))))
        .as("no float holds these")
        .containsExactly(0.1, 1.7e9 + 1);
  }

  private static double[] elements(byte[] bytes) throws IOException {
    NumberArray values = read(bytes).values();
    return IntStream.range(0, values.length()).mapToDouble(values::get).toArray();
  }

  private static byte[] head(ByteBuffer buffer, int count) {
    byte[] bytes = new byte[count];
    buffer.get(0, bytes);
    return bytes;
  }

  @Test
  void refusesOtherFormats() {
    assertProblem(
        () -> read("PNG....".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
        "train is not an IDX file: it starts with 0x504e472e");
    assertProblem(
        () -> read(idx(0x0a, new int[] {1}, new byte[1])),
        "train is not an IDX file: it starts with 0x00000a01");
    assertProblem(
        () -> read(idx(UNSIGNED, new int[0], new byte[1])),
        "train is not an IDX file: it starts with 0x00000800");
  }

  @Test
  void refusesFilesThatAreCutOff() throws IOException {
    byte[] zipped = gzip(images());
    String problem = "train is cut off: it ends before its last element";
    assertProblem(() -> read(new byte[0]), problem);
    assertProblem(() -> read(Arrays.copyOf(images(), 3)), problem);
    assertProblem(() -> read(Arrays.copyOf(images(), 10)), problem);
    assertProblem(() -> read(Arrays.copyOf(images(), images().length - 1)), problem);
    assertProblem(() -> read(Arrays.copyOf(zipped, zipped.length / 2)), problem);
  }

  @Test
  void refusesSizesThatCannotBe() {
    assertProblem(
        () -> read(Arrays.copyOf(images(), images().length + 1)),
        "train goes on after its last element");
    assertProblem(
        () -> read(idx(UNSIGNED, new int[] {-1, 4}, new byte[4])),
        "train has a dimension of size -1");
    assertProblem(
        () -> read(idx(0x0e, new int[] {60_000, 280, 784}, new byte[4])),
        "train holds 13171200000 elements, more than the 2147483639 of a data set");
  }

  @Test
  void refusesNonFiniteElements() {
    byte[] nan = ByteBuffer.allocate(8).putFloat(4, Float.NaN).array();
    assertProblem(
        () -> read(idx(0x0d, new int[] {2}, nan)), "train, element 2: NaN is not a number");
  }

  @Test
  void refusesFilesThatDoNotGoTogether() {
    assertProblem(
        () -> dataset(images(), labels(0, 1)),
        "images holds 3 examples, but labels holds 2 labels");
    assertProblem(() -> dataset(images(), images()), "labels has 3 dimensions; labels have 1");
    assertProblem(
        () -> dataset(idx(UNSIGNED, new int[] {0, 2, 2}, new byte[0]), labels()),
        "images holds no examples");
  }

  @Test
  void refusesLabelsThatAreNoClasses() {
    byte[] half = ByteBuffer.allocate(12).putFloat(4, 0.5f).array();
    assertProblem(
        () -> dataset(images(), idx(0x0d, new int[] {3}, half)),
        "labels, label 2: 0.5 is not a class; classes are whole numbers or texts; to predict"
            + " numbers, set data.classification = false");
    assertProblem(
        () -> dataset(images(), labels(0, 0, 0)),
        "labels: all 3 examples are of class 0; there must be at least two classes");
  }

  @Test
  void labelsMayBeAnyWholeNumbers() throws IOException {
    Dataset data = dataset(images(), idx(0x09, new int[] {3}, new byte[] {1, -1, 5}));
    assertThat(((Targets.Classes) data.targets()).labels()).containsExactly(1, 0, 2);
  }

  private static void assertProblem(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable read, String message) {
    assertThatThrownBy(read).isInstanceOf(InvalidDataException.class).hasMessage(message);
  }
}
