package org.gradientatlas.study;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A value that a key does not take; whoever knows the key makes a {@link Problem} of it. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  private final String value;
  private final String allowed;
  private final @Nullable String nearest;

  Refused(String value, String allowed) {
    this(value, allowed, null);
  }

  private Refused(String value, String allowed, @Nullable String nearest) {
    super(value + ": " + allowed);
    this.value = value;
    this.allowed = allowed;
    this.nearest = nearest;
  }

  /** A name that is none of those known. */
  static Refused unknown(String what, String name, Collection<String> known) {
    String nearest = Nearest.of(name, known);
    String text =
        nearest == null
            ? "unknown " + what + "; known: " + String.join(", ", known)
            : "unknown " + what;
    return new Refused(name, text, nearest);
  }

  String value() {
    return value;
  }

  String allowed() {
    return allowed;
  }

  @Nullable String nearest() {
    return nearest;
  }
}
