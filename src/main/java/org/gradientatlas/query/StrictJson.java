package org.gradientatlas.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes DuckDB's JSON valid: DuckDB writes NaN and Infinity, which JSON does not have. */
final class StrictJson {
  private static final Pattern TEXT_OR_NO_NUMBER =
      Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|-?(?:NaN|Infinity)");

  private StrictJson() {}

  /** Replaces every non-finite number by null, at any depth. */
  static String of(String json) {
    if (!json.contains("NaN") && !json.contains("Infinity")) {
      return json;
    }
    return TEXT_OR_NO_NUMBER
        .matcher(json)
        .replaceAll(
            found ->
                found.group().startsWith("\"") ? Matcher.quoteReplacement(found.group()) : "null");
  }
}
