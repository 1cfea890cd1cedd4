package org.gradientatlas.storage;

/** A path that leads nowhere. The message is one line: the path as it was typed, and why. */
public final class LocationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param text the path as it was typed
   * @param why a predicate: {@code does not exist}
   */
  public LocationException(String text, String why) {
    super((text.isEmpty() ? "'' " : text + " ") + why);
  }

  /** With its cause. */
  LocationException(String text, String why, Throwable cause) {
    this(text, why);
    initCause(cause);
  }
}
