package org.gradientatlas.storage;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Paths that name their file system. */
public final class Address {
  /** A scheme of one letter is none that Hadoop has; without a slash a colon is part of a name. */
  private static final Pattern ADDRESS = Pattern.compile("(?s)[a-zA-Z][a-zA-Z0-9+.-]+:/.*");

  private Address() {}

  /**
   * A path from a directory on.
   *
   * @param directory an address
   * @param path relative; an absolute one has nothing to do with the directory
   * @throws InvalidPathException if it is none
   */
  public static String resolve(String directory, String path) {
    if (path.startsWith("/")) {
      return path;
    }
    int root = directory.indexOf('/', directory.contains("://") ? directory.indexOf("://") + 3 : 0);
    String above = root < 0 ? directory : directory.substring(0, root);
    Path from = Path.of(root < 0 ? "/" : directory.substring(root));
    return above + from.resolve(path).normalize();
  }

  /** Whether a text has a scheme, so that it does not depend on a directory. */
  public static boolean is(String text) {
    return ADDRESS.matcher(text).matches();
  }
}
