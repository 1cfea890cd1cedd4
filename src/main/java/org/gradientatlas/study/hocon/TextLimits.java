package org.gradientatlas.study.hocon;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOriginFactory;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Refuses texts that would take the parser's stack, or all memory once references are put in; and
 * names the brackets and quotes that are not closed, for which the parser blames the end.
 */
final class TextLimits {
  /** Brackets and dotted names; a study needs five. */
  static final int DEEPEST = 100;

  /** Characters that a text may become. */
  private static final double LONGEST = 1e9;

  /**
   * Of n references, groups of three that each triple what the group before them has made grow a
   * text most: 3^(n/3) times.
   */
  private static final double GROWTH = Math.cbrt(3);

  private static final String LONG = "\"\"\"";

  private final String text;
  private final String origin;
  private int at;
  private int line = 1;
  private final Deque<Bracket> open = new ArrayDeque<>();
  private int dots;

  private TextLimits(String text, String origin) {
    this.text = text;
    this.origin = origin;
  }

  /**
   * @param origin the text's name in messages
   * @throws ConfigException naming the line
   */
  static void check(String text, String origin) {
    new TextLimits(text, origin).checkBrackets();
    long references = count(text, "${") + count(text, "+=");
    double most = Math.floor(Math.log(LONGEST / Math.max(1, text.length())) / Math.log(GROWTH));
    if (references > most) {
      throw refusal(
          origin,
          -1,
          "%d references may expand to more than memory holds; a text of this size has at most %.0f"
              .formatted(references, most));
    }
  }

  private static long count(String text, String what) {
    long count = 0;
    for (int i = text.indexOf(what); i >= 0; i = text.indexOf(what, i + 1)) {
      count++;
    }
    return count;
  }

  private record Bracket(char opening, int line) {}

  private static ConfigException refusal(String origin, int line, String why) {
    return new ConfigException.Parse(
        ConfigOriginFactory.newSimple(origin).withLineNumber(line), why);
  }

  private ConfigException refusal(int where, String why) {
    return refusal(origin, where, why);
  }

  private void checkBrackets() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        skipString();
      } else if (c == '#' || text.startsWith("//", at)) {
        skipTo("\n", 0);
      } else {
        step(c);
        at++;
      }
      if (open.size() + dots > DEEPEST) {
        throw refusal(line, "nested too deeply: more than " + DEEPEST + " levels");
      }
    }
    Bracket last = open.peek();
    if (last != null) {
      throw refusal(last.line, "'" + last.opening + "' is never closed");
    }
  }

  private void step(char c) {
    if (c == '{' || c == '[') {
      open.push(new Bracket(c, line));
    } else if (c == '}' || c == ']') {
      close(c);
    } else if (c == '\n') {
      line++;
    }
    dots = c == '.' ? dots + 1 : "{}[],=:\n".indexOf(c) < 0 ? dots : 0;
  }

  private void close(char c) {
    Bracket last = open.poll();
    if (last == null) {
      throw refusal(line, "'" + c + "' closes nothing");
    }
    if (last.opening != (c == '}' ? '{' : '[')) {
      throw refusal(
          line, "'%s' cannot close the '%s' of line %d".formatted(c, last.opening, last.line));
    }
  }

  private void skipString() {
    if (text.startsWith(LONG, at)) {
      skipLongString();
      return;
    }
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\n') {
        throw refusal(line, "a quoted text ends on its line: '\"' is not closed");
      }
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private void skipLongString() {
    int start = line;
    at += LONG.length();
    if (text.indexOf(LONG, at) < 0) {
      throw refusal(start, "'" + LONG + "' is never closed");
    }
    skipTo(LONG, LONG.length());
    // Further quotes belong to the text.
    while (at < text.length() && text.charAt(at) == '"') {
      at++;
    }
  }

  private void skipTo(String end, int beyond) {
    int found = text.indexOf(end, at);
    int next = found < 0 ? text.length() : found + beyond;
    for (; at < next; at++) {
      line += text.charAt(at) == '\n' ? 1 : 0;
    }
  }
}
