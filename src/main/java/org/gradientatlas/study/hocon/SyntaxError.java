package org.gradientatlas.study.hocon;

import com.typesafe.config.ConfigException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with a text that is no HOCON, without the parser's own guesses. */
final class SyntaxError {
  /** Advice such as to rename the file, which helps nobody here. */
  private static final Pattern ADVICE =
      Pattern.compile(" \\(if you (?:intended|want) .*", Pattern.DOTALL);

  private static final Pattern NO_KEY =
      Pattern.compile("expecting a close parentheses '\\)' here, not: (.*)");
  private static final Pattern NO_VALUE =
      Pattern.compile("(?s)Key '(.*)' may not be followed by token: (.*)");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\??([^}]*)}");
  private static final Pattern CIRCLE = Pattern.compile("(?s).*substitutions involving (.*)");

  /** As geom(2,256,x2), without quotes. */
  private static final Pattern CALL = Pattern.compile("^[^\"#]*[a-z]\\([^()\"]*,");

  private SyntaxError() {}

  /** One line, without the place. */
  static String reason(ConfigException e) {
    if (e instanceof ConfigException.UnresolvedSubstitution) {
      return unresolved(String.valueOf(e.getMessage()));
    }
    if (e instanceof ConfigException.WrongType) {
      return "must be keys and sections, not a list";
    }
    String message = message(e);
    return e instanceof ConfigException.IO ? message : "not valid HOCON: " + message;
  }

  private static String message(ConfigException e) {
    String message = String.valueOf(e.getMessage());
    String origin = e.origin() == null ? "" : e.origin().description() + ": ";
    String bare = message.startsWith(origin) ? message.substring(origin.length()) : message;
    String plain = ADVICE.matcher(bare).replaceFirst("");
    Matcher noKey = NO_KEY.matcher(plain);
    if (noKey.matches()) {
      return "a key is missing before " + noKey.group(1);
    }
    Matcher noValue = NO_VALUE.matcher(plain);
    return noValue.matches()
        ? "key '%s' needs = or { after it, not: %s".formatted(noValue.group(1), noValue.group(2))
        : plain;
  }

  private static String unresolved(String message) {
    Matcher circle = CIRCLE.matcher(message);
    return circle.matches()
        ? "references lead in a circle: " + circle.group(1)
        : "${"
            + path(message)
            + "} refers to a key that the study does not set; neither defaults nor the environment"
            + " is read";
  }

  /** What is likely meant, from the line in question; empty if nothing is. */
  static String hint(ConfigException e, String text) {
    int line = e.origin() == null ? 0 : e.origin().lineNumber();
    return text.lines().skip(Math.max(0, line - 1)).limit(1).anyMatch(CALL.asPredicate())
        ? "; what has commas in parentheses stands in quotes"
        : "";
  }

  /** The key that a reference names. */
  static String path(ConfigException.UnresolvedSubstitution e) {
    return path(String.valueOf(e.getMessage()));
  }

  private static String path(String message) {
    Matcher reference = REFERENCE.matcher(message);
    return reference.find() ? reference.group(1) : message;
  }

  /** Whether a reference leads back to itself, rather than to nothing. */
  static boolean isCircle(ConfigException.UnresolvedSubstitution e) {
    return CIRCLE.matcher(String.valueOf(e.getMessage())).matches();
  }
}
