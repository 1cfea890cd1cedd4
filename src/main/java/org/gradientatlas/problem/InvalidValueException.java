package org.gradientatlas.problem;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A value that is not allowed. Callers that know the key turn it into a {@link Problem}. */
public final class InvalidValueException extends Exception {
  private static final long serialVersionUID = 1;

  private final String value;
  private final String allowed;
  private final @Nullable String nearest;

  public InvalidValueException(String value, String allowed) {
    this(value, allowed, null);
  }

  private InvalidValueException(String value, String allowed, @Nullable String nearest) {
    super(value + ": " + allowed);
    this.value = value;
    this.allowed = allowed;
    this.nearest = nearest;
  }

  /** Rejects an unknown name, suggesting the nearest known one. */
  public static InvalidValueException unknown(String what, String name, Collection<String> known) {
    String nearest = NearestName.of(name, known);
    String text =
        nearest == null
            ? "unknown " + what + "; known: " + String.join(", ", known)
            : "unknown " + what;
    return new InvalidValueException(name, text, nearest);
  }

  public String value() {
    return value;
  }

  public String allowed() {
    return allowed;
  }

  public @Nullable String nearest() {
    return nearest;
  }
}
