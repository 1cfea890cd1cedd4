package org.gradientatlas;

import java.util.Locale;
import org.gradientatlas.axis.BlasKernel;
import org.gradientatlas.train.NativeRuntime;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Loads the native libraries as the application does, before the first test class of a JVM:
 * OpenBLAS chooses its kernel while it loads, and by itself falls back to a slow one on CPUs that
 * it does not know.
 */
public final class NativesForTests implements BeforeAllCallback {
  private static boolean prepared;

  @Override
  public void beforeAll(ExtensionContext context) {
    prepare();
  }

  private static synchronized void prepare() {
    if (!prepared) {
      NativeRuntime.prepare(1, null);
      prepared = true;
    }
  }

  /** The kernel that runs in this JVM. */
  public static BlasKernel running() {
    return BlasKernel.valueOf(NativeRuntime.blasKernel().toUpperCase(Locale.ROOT));
  }

  /** A kernel that this CPU could run, and that does not run in this JVM. */
  public static BlasKernel other() {
    return running() == BlasKernel.PRESCOTT ? BlasKernel.CORE2 : BlasKernel.PRESCOTT;
  }
}
