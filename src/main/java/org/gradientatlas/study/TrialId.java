package org.gradientatlas.study;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * The id of a trial: a hash of everything that decides its rows.
 *
 * <p>The canonical text has a line {@code key=value} for each key that differs from its default, in
 * alphabetical order; seed, replicate, engine and precision are always included. A new key whose
 * default keeps the old behaviour leaves all ids unchanged.
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
