package org.gradientatlas.diagnose;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The numbers that rules compare with. Their defaults are in rules-defaults.conf.
 *
 * @param values by rule and name: {@code vanishing-slope.slope}
 */
public record Thresholds(SortedMap<String, Double> values) implements Serializable {
  /** Version of the rules' logic; increase it when that changes. */
  private static final String RULES = "3";

  private static final int DIGITS = 8;

  public Thresholds(Map<String, Double> values) {
    this(new TreeMap<>(values));
  }

  /**
   * One threshold.
   *
   * @throws IllegalArgumentException if the rule has no threshold of that name
   */
  public double of(Rule rule, String name) {
    Double value = values.get(rule.key() + "." + name);
    if (value == null) {
      throw new IllegalArgumentException(rule + " has no threshold " + name);
    }
    return value;
  }

  /** Changes with the rules, and with every threshold: {@code 1-7c0e21aa}. */
  public String version() {
    String text =
        values.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining("\n"));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return RULES + "-" + HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
