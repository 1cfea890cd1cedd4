package org.gradientatlas.study.file;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.gradientatlas.storage.Address;

/** Paths in a study, which are relative to its folder. */
final class StudyPath {
  private StudyPath() {}

  /**
   * Makes a path absolute; a path with a scheme stays as it is.
   *
   * @param directory base of relative paths: a path, or an address
   */
  static String resolve(String directory, String path) {
    if (Address.is(path)) {
      return path;
    }
    try {
      return Address.is(directory)
          ? Address.resolve(directory, path)
          : plain(Path.of(directory).resolve(path)).toString();
    } catch (InvalidPathException e) { // whoever opens it says why
      return path;
    }
  }

  /** Behind a link, .. is what the system takes it for. */
  private static Path plain(Path path) {
    boolean climbs = false;
    for (Path name : path) {
      climbs |= name.toString().equals("..");
    }
    Path parent = path.getParent();
    try {
      return climbs && parent != null
          ? parent.toRealPath().resolve(path.getFileName()).normalize()
          : path.normalize();
    } catch (IOException e) {
      return path.normalize();
    }
  }
}
