package org.gradientatlas.problem;

/** A file that has no text to read. The message is a predicate: {@code is a directory}. */
public final class UnreadableTextException extends Exception {
  private static final long serialVersionUID = 1;

  private final String where;

  /**
   * @param why a predicate without a subject
   */
  public UnreadableTextException(String why) {
    super(why);
    this.where = "";
  }

  UnreadableTextException(String why, int line) {
    super(why);
    this.where = "line " + line;
  }

  /** Why, as a predicate without a subject. */
  public String why() {
    return String.valueOf(getMessage());
  }

  /** The line, as {@code line 3}; empty if it is the whole file. */
  public String where() {
    return where;
  }

  /** One line of text about the file: {@code a.sql (line 3): is not UTF-8}. */
  public String about(String file) {
    return new Problem(file, where, "", why(), null).toString();
  }
}
