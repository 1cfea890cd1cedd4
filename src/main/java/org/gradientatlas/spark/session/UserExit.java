package org.gradientatlas.spark.session;

import org.apache.spark.SparkUserAppException;

/** Tells an application master the exit code of its command. */
final class UserExit {
  private UserExit() {}

  /** Throws what Spark turns into the final status FAILED and the exit code. */
  static void raise(int code) {
    UserExit.<RuntimeException>unchecked(new SparkUserAppException(code));
  }

  /** Spark's exception is checked, and main declares none. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> void unchecked(Throwable e) throws E {
    throw (E) e;
  }
}
