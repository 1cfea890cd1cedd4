package org.gradientatlas.study.file;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.sql.ConfinedDatabase;
import org.gradientatlas.sql.SelectStatement;
import org.gradientatlas.sql.SqlPart;
import org.gradientatlas.study.Claim;
import org.gradientatlas.study.hocon.Problems;
import org.gradientatlas.study.hocon.Written;
import org.gradientatlas.study.value.ValueType;

/** Reads {@code claims}. */
final class ClaimReader {
  private static final String KEY = "claims";
  private static final String PUBLISHED = "published";
  private static final String TOLERANCE = "tolerance";
  private static final String AT_LEAST = "at-least";
  private static final String AT_MOST = "at-most";
  private static final String MEASURED = "measured";
  private static final String NOTE = "note";
  private static final List<String> KEYS =
      List.of("claim", PUBLISHED, TOLERANCE, AT_LEAST, AT_MOST, MEASURED, NOTE);
  private static final ValueType<String> TEXT =
      ValueType.text("(?s).*\\S.*", "a text that is not empty");

  private final Problems problems;

  ClaimReader(Problems problems) {
    this.problems = problems;
  }

  /** The claims of a list; problems are recorded. */
  List<Claim> read(ConfigValue value) {
    var claims = new ArrayList<Claim>();
    if (!(value instanceof ConfigList list)) {
      problems.add(KEY, value.origin(), refused(value, "must be a list of { claim = ... }"));
      return claims;
    }
    for (int i = 0; i < list.size(); i++) {
      String path = KEY + "[" + i + "]";
      if (list.get(i) instanceof ConfigObject claim) {
        read(path, claim, claims);
      } else {
        problems.add(path, list.get(i).origin(), refused(list.get(i), "must be { claim = ... }"));
      }
    }
    checkQueries(list, claims);
    return claims;
  }

  /** Opening a connection is slow, so all claims share one. */
  private void checkQueries(ConfigList list, List<Claim> claims) {
    if (claims.isEmpty()) {
      return;
    }
    try (var database = ConfinedDatabase.open()) {
      for (int i = 0; i < list.size(); i++) {
        ConfigValue query = list.get(i) instanceof ConfigObject claim ? claim.get(MEASURED) : null;
        if (query != null && TEXT.accepts(query)) {
          try {
            checkQuery(database, String.valueOf(query.unwrapped()));
          } catch (InvalidValueException e) {
            problems.add(KEY + "[" + i + "]." + MEASURED, query.origin(), e);
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not start: " + e.getMessage(), e);
    }
  }

  private static void checkQuery(Connection database, String query)
      throws SQLException, InvalidValueException {
    SelectStatement.check(database, query);
    for (SqlPart part : SqlPart.of(database, query)) {
      String name = part.table();
      if (part.type().equals("BASE_TABLE")
          && !Claim.TABLES.contains(name.toLowerCase(Locale.ROOT))
          && !isNamedIn(query, name)) {
        throw InvalidValueException.unknown("table", name, Claim.TABLES);
      }
    }
  }

  /** Whether a query defines a table of that name itself: WITH name AS (...). */
  private static boolean isNamedIn(String query, String name) {
    return Pattern.compile(
            "(?i)\\b"
                + Pattern.quote(name)
                + "\"?\\s*(?:\\([^)]*\\))?\\s+AS\\s+(?:MATERIALIZED\\s*)?\\(")
        .matcher(query)
        .find();
  }

  private static InvalidValueException refused(ConfigValue value, String allowed) {
    return new InvalidValueException(Written.value(value), allowed);
  }

  private void read(String path, ConfigObject given, List<Claim> claims) {
    var section = new Section(path, given, ConfigFactory.empty().root(), problems);
    section.allowOnly(KEYS);
    String text = required(section, given, "claim");
    String query = required(section, given, MEASURED);
    double published = number(section, PUBLISHED, "a number", x -> true, Double.NaN);
    double tolerance =
        number(section, TOLERANCE, "a number of at least 0", x -> x >= 0, Double.NaN);
    double atLeast = number(section, AT_LEAST, "a number", x -> true, Double.NEGATIVE_INFINITY);
    double atMost = number(section, AT_MOST, "a number", x -> true, Double.POSITIVE_INFINITY);
    if (section.has(TOLERANCE) && !section.has(PUBLISHED)) {
      section.problem(
          TOLERANCE, new InvalidValueException("", "is relative to published, which is missing"));
    }
    if (!section.has(TOLERANCE) && !section.has(AT_LEAST) && !section.has(AT_MOST)) {
      problems.add(
          path,
          given.origin(),
          new InvalidValueException("", "must have a tolerance, at-least or at-most"));
    }
    double margin = tolerance * Math.abs(published);
    double least = Double.isNaN(margin) ? atLeast : Math.max(atLeast, published - margin);
    double most = Double.isNaN(margin) ? atMost : Math.min(atMost, published + margin);
    if (least > most) {
      problems.add(path, given.origin(), new InvalidValueException("", "allows no number"));
    }
    String note = section.has(NOTE) ? section.one(NOTE, TEXT, "") : "";
    claims.add(new Claim(text, published, least, most, query, note));
  }

  private String required(Section section, ConfigObject claim, String key) {
    if (section.has(key)) {
      return section.one(key, TEXT, "");
    }
    problems.add(section.full(key), claim.origin(), new InvalidValueException("", "must be given"));
    return "";
  }

  private static double number(
      Section section, String key, String allowed, DoublePredicate fits, double absent) {
    ValueType<Double> kind = ValueType.numbers(Double.class, allowed, fits, x -> x + 0.0);
    return section.has(key) ? section.one(key, kind, absent) : absent;
  }
}
