package org.gradientatlas.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredicatesTest {
  private static final String ONE = "must be one boolean expression over columns and constants";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "depht = 2; depht: unknown column; did you mean depth?",
        "cells.depth = 2; unknown column",
        "depth = ; syntax error",
        "depth + 1; not of type INTEGER",
        "(depth = 2, width = 3); not of type TUPLE(BOOLEAN, BOOLEAN)",
        "'depth = 2'; not of type VARCHAR",
        "NULL; not of type",
        "initializer = 1; Could not convert string",
        "depth = 2), (width = 3; must be one",
        "depth = 2) FROM (SELECT 1 AS depth; must be one",
        "true) WHERE (true; must be one",
        "true) UNION SELECT (true; must be one",
        "true) ORDER BY (1; must be one",
        "depth IN (SELECT 1); it has a subquery",
        "EXISTS (SELECT 1 FROM read_text('/etc/hostname')); it has a subquery",
        "EXISTS (FROM glob('/etc/*')); it has a subquery",
        "(SELECT count(*) FROM '/etc/hostname') > 0; it has a subquery",
        "sum(depth) > 2; sum is no function whose result depends on its arguments alone",
        "row_number() OVER () > 2; it has a window",
        "random() < 0.5; random is no function",
        "getenv('HOME') = 'x'; getenv is no function",
        "current_setting('threads') = '2'; current_setting is no function",
        "now() > TIMESTAMP '2020-01-01'; now is no function",
        "nextval('s') = 1; nextval is no function",
        "read_text('/etc/hostname') = 'x'; read_text is no function",
        "COLUMNS(*) = 1; it has a star",
        "depth = ?; it has a parameter",
        "list_contains(list_filter([1], x -> x > 0), depth); it has a lambda",
      })
  void onlyOneScalarBooleanExpressionIsAPredicate(String predicate, String expected) {
    var problems = Studies.problems("grid.depth = [1, 2]\nexclude = [\"" + predicate + "\"]");
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("exclude (line 2): ")
        .contains(expected);
  }

  @Test
  void statementsAreNoPredicates() throws Exception {
    Path loot = Path.of("target", "loot.csv").toAbsolutePath();
    for (String predicate :
        new String[] {
          "true); COPY (SELECT 1) TO '" + loot + "'; SELECT (true",
          "COPY (SELECT 1) TO '" + loot + "'",
          "true); ATTACH '" + loot + "'; SELECT (true",
          "true); SET enable_external_access = true; SELECT (true",
        }) {
      assertThat(Studies.problems("exclude = [\"" + predicate + "\"]"))
          .singleElement()
          .asString()
          .startsWith("exclude (line 1): " + predicate + ": " + ONE);
    }
    assertThat(Files.exists(loot)).isFalse();
  }

  @Test
  void aPredicateIsText() {
    assertThat(Studies.problems("exclude = [3]"))
        .containsExactly("exclude (line 1): 3: must be an SQL predicate in quotes");
  }
}
