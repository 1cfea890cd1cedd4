package org.gradientatlas.data.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.gradientatlas.data.InvalidDataException;

/** Text of data files, which is UTF-8 and nothing else. */
final class Utf8 {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Utf8() {}

  /** A reader that throws a CharacterCodingException at what is not UTF-8. */
  static Reader reader(InputStream in) throws IOException {
    var reader =
        new PushbackReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1);
    int first = reader.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      reader.unread(first);
    }
    return reader;
  }

  /** Why a file is not UTF-8: the first line that is not. */
  static InvalidDataException refusal(DataFile file) throws IOException {
    try (var in = new BufferedInputStream(file.open())) {
      int line = 1;
      while (isText(line(in))) {
        line++;
      }
      return new InvalidDataException(
          "%s, line %d: not UTF-8; save the file in that encoding".formatted(file.name(), line));
    }
  }

  private static byte[] line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      line.write(next);
      next = in.read();
    }
    return line.toByteArray();
  }

  private static boolean isText(byte[] line) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
