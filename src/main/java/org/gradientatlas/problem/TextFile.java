package org.gradientatlas.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the text files that users write: studies, rules, queries. Pipes count as files. */
public final class TextFile {
  /** Nobody writes so much by hand; a resolved study of a million values fits. */
  static final int MOST_BYTES = 16 << 20;

  /** A larger directory would take too long to look through. */
  private static final int MOST_NAMES = 10_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextFile() {}

  /** A file's name in messages. */
  public static String name(Path file) {
    return file.toString().isEmpty() ? "''" : file.toString();
  }

  /**
   * A file's text, without a byte order mark.
   *
   * @throws UnreadableTextException saying why it has none
   */
  public static String read(Path file) throws UnreadableTextException {
    if (file.toString().isEmpty()) {
      throw new UnreadableTextException("an empty name is no file");
    }
    if (Files.isDirectory(file)) {
      throw new UnreadableTextException("is a directory, not a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    } catch (IOException e) {
      throw new UnreadableTextException(reason(file, e));
    }
  }

  /**
   * The text of a stream.
   *
   * @throws UnreadableTextException if it is no text
   * @throws IOException if the stream cannot be read
   */
  public static String read(InputStream in) throws IOException, UnreadableTextException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new UnreadableTextException(
          "is larger than " + (MOST_BYTES >> 20) + " MiB, which is taken for a mistake");
    }
    String text = decoded(bytes);
    String unmarked = text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
    // Lines that end as on the first Macs; parsers take them for one.
    return unmarked.indexOf('\n') < 0 ? unmarked.replace('\r', '\n') : unmarked;
  }

  private static String reason(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      String nearest = nearest(file);
      return "no such file" + (nearest == null ? "" : "; the nearest is '" + nearest + "'");
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return "cannot be read: "
        + (reason == null ? e.getClass().getSimpleName() : reason.toLowerCase(Locale.ROOT));
  }

  /** The name beside it that was probably meant; null if there is none. */
  private static @Nullable String nearest(Path file) {
    Path home = file.toAbsolutePath().getParent();
    if (home == null) {
      return null;
    }
    try (Stream<Path> files = Files.list(home)) {
      return NearestName.of(
          String.valueOf(file.getFileName()),
          files
              .limit(MOST_NAMES)
              .filter(Files::isRegularFile)
              .map(other -> String.valueOf(other.getFileName()))
              .sorted()
              .toList());
    } catch (IOException | UncheckedIOException e) {
      return null;
    }
  }

  private static String decoded(byte[] bytes) throws UnreadableTextException {
    Encoding.check(bytes);
    var text = CharBuffer.allocate(bytes.length);
    ByteBuffer from = ByteBuffer.wrap(bytes);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(from, text, true);
    if (result.isError()) {
      throw Encoding.notUtf8(bytes, from.position());
    }
    return text.flip().toString();
  }
}
