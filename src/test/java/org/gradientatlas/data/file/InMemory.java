package org.gradientatlas.data.file;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gradientatlas.data.DataSpec;

/** Files of a few bytes. */
@SuppressWarnings("ArrayRecordComponent")
record InMemory(String name, byte[] bytes) implements DataFile {
  static InMemory of(String name, String text) {
    return new InMemory(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  static DataSpec.Table table(DataSpec.Format format, boolean classes, String... features) {
    return new DataSpec.Table(format, "x", List.of(features), "label", classes, 0, false);
  }
}
