package org.gradientatlas.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.gradientatlas.problem.InputFile;
import org.gradientatlas.problem.TextFile;
import org.gradientatlas.problem.UnreadableTextException;

/**
 * A text file on any file system that Hadoop knows.
 *
 * @param location where it is
 */
public record LocatedText(Location location) implements InputFile {
  /** A file that a user named, on any file system. */
  public static InputFile of(Location location) {
    return location.isLocal()
        ? InputFile.of(Path.of(location.path().toUri().getPath()))
        : new LocatedText(location);
  }

  @Override
  public String name() {
    return location.text();
  }

  @Override
  public String directory() {
    return String.valueOf(location.path().getParent());
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if its file system is down
   */
  @Override
  public String read() throws UnreadableTextException {
    try (InputStream in = location.open()) {
      return TextFile.read(in);
    } catch (LocationException e) {
      throw new UnreadableTextException(e.why());
    } catch (IOException e) {
      RuntimeException why = AccessFailure.of(location.text(), e);
      if (why instanceof LocationException known) {
        throw new UnreadableTextException(known.why());
      }
      throw why;
    }
  }
}
