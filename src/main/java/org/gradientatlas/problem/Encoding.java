package org.gradientatlas.problem;

/** Guesses what bytes are that are no UTF-8, to name the remedy. */
final class Encoding {
  private static final int C1_CONTROLS = 0xa0;

  private Encoding() {}

  /** Refuses what decodes as UTF-8, or nearly, and is something else. */
  static void check(byte[] bytes) throws UnreadableTextException {
    if (starts(bytes, 0x1f, 0x8b)) {
      throw new UnreadableTextException("is compressed by gzip; unpack it first: gunzip");
    }
    if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff) || isWide(bytes)) {
      throw new UnreadableTextException("is UTF-16, not UTF-8; " + remedy("UTF-16"));
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        throw new UnreadableTextException("has a byte 00, so it is no text", line(bytes, i));
      }
    }
  }

  /** Explains the first byte that is no UTF-8. */
  static UnreadableTextException notUtf8(byte[] bytes, int at) {
    int value = bytes[at] & 0xff;
    // The bytes below are letters and quotes on Windows, and control characters in Latin-1.
    String likely = value < C1_CONTROLS ? "WINDOWS-1252" : "LATIN1";
    return new UnreadableTextException(
        "is not UTF-8: byte %02x; if it is %s, %s".formatted(value, likely, remedy(likely)),
        line(bytes, at));
  }

  private static String remedy(String encoding) {
    return "convert it: iconv -f " + encoding + " -t UTF-8";
  }

  /** ASCII as UTF-16 without a mark: every other byte is 0. */
  private static boolean isWide(byte[] bytes) {
    return bytes.length > 3
        && ((bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0)
            || (bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0));
  }

  private static boolean starts(byte[] bytes, int first, int second) {
    return bytes.length > 1 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
  }

  private static int line(byte[] bytes, int at) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
