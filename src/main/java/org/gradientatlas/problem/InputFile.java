package org.gradientatlas.problem;

import java.nio.file.Path;

/** A text file that a user named, here or elsewhere. */
public interface InputFile {
  /** Its name in messages. */
  String name();

  /** Where relative paths in it start: an absolute path, or an address of a directory. */
  String directory();

  /**
   * Its text, without a byte order mark.
   *
   * @throws UnreadableTextException saying why it has none
   */
  String read() throws UnreadableTextException;

  /** A file of this machine. */
  static InputFile of(Path file) {
    return new LocalFile(file);
  }

  /** A file of this machine. */
  record LocalFile(Path file) implements InputFile {
    @Override
    public String name() {
      return TextFile.name(file);
    }

    @Override
    public String directory() {
      Path parent = file.toAbsolutePath().normalize().getParent();
      return (parent == null ? file : parent).toString();
    }

    @Override
    public String read() throws UnreadableTextException {
      return TextFile.read(file);
    }
  }
}
