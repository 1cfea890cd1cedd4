package org.gradientatlas.spark.session;

/** A Spark session that cannot be used as it is: it must be built with another setting. */
public final class UnfitSessionException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final String setting;

  UnfitSessionException(String setting, String wanted, String found, String why) {
    super("build the session with %s = %s, not %s: %s".formatted(setting, wanted, found, why));
    this.setting = setting;
  }

  /** Its key: {@code spark.speculation}. */
  public String setting() {
    return setting;
  }
}
