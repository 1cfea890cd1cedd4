package org.gradientatlas.spark.session;

/** A Spark session that must be built with another setting before it can be used. */
public final class UnfitSessionException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final String setting;

  UnfitSessionException(String setting, String wanted, String found, String why) {
    super("build the session with %s = %s, not %s: %s".formatted(setting, wanted, found, why));
    this.setting = setting;
  }

  /** The key of the setting, for example {@code spark.speculation}. */
  public String setting() {
    return setting;
  }
}
