package org.gradientatlas.storage;

/** A path that leads nowhere. The message is one line: the path as it was typed, and why. */
public final class LocationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String why;

  /**
   * @param text the path as it was typed
   * @param why a predicate: {@code does not exist}
   */
  public LocationException(String text, String why) {
    super((text.isEmpty() ? "'' " : text + " ") + why);
    this.why = why;
  }

  /**
   * @param message the path and why, as one line
   */
  public LocationException(String message) {
    super(message);
    this.why = message;
  }

  /** Why, as a predicate without its subject where the path is known. */
  public String why() {
    return why;
  }

  /** Whether there is nothing at the path. */
  boolean isMissing() {
    return getMessage().endsWith(" " + AccessFailure.MISSING);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** With its cause. */
  LocationException(String text, String why, Throwable cause) {
    this(text, why);
    initCause(cause);
  }
}
