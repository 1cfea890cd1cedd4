package org.gradientatlas.storage;

import java.util.Locale;
import java.util.Set;

/**
 * The schemes of stores of objects. The authority of an address is a bucket of the store that the
 * user configured, not a host; a file appears when it is closed, and a rename is a copy.
 */
public final class ObjectStores {
  private static final Set<String> SCHEMES = Set.of("s3a", "s3", "s3n", "gs", "oss", "cosn", "obs");

  private ObjectStores() {}

  /** Whether a scheme is one of them. */
  public static boolean have(String scheme) {
    return SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
  }
}
