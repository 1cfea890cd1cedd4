package org.gradientatlas.storage;

import java.util.regex.Pattern;

/** Paths that name their file system. */
public final class Address {
  /** A scheme of one letter is none that Hadoop has; without a slash a colon is part of a name. */
  private static final Pattern ADDRESS = Pattern.compile("(?s)[a-zA-Z][a-zA-Z0-9+.-]+:/.*");

  private Address() {}

  /** Whether a text has a scheme, so that it does not depend on a directory. */
  public static boolean is(String text) {
    return ADDRESS.matcher(text).matches();
  }
}
