package org.gradientatlas.study;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * The name of a trial: a hash of what decides its rows.
 *
 * <p>The canonical text has a line {@code key=value} for each key that is not at its default, in
 * the order of the alphabet; seed, replicate, engine and precision are always there. A key that is
 * added later, at a default that means what was so before, leaves all ids as they are.
 */
final class TrialId {
  private static final int BYTES = 8;

  private TrialId() {}

  /** The first 16 hexadecimal digits of the SHA-256 of the canonical text. */
  static String of(Collection<String> settings) {
    String text = settings.stream().sorted().collect(Collectors.joining("\n"));
    byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
