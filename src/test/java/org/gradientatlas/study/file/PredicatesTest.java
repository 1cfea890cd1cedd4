package org.gradientatlas.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gradientatlas.study.Studies;
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
        "cells.depth = 2; cells.: unknown column, as the grid's have no dots",
        "architecture.cell = 'lstm'; architecture.: unknown column, as the grid's have no dots",
        "activation = selu; selu: unknown column (a text has single quotes: 'selu'); known",
        "depth = ; syntax error",
        "depth + 1; not of type INTEGER",
        "(depth = 2, width = 3); row: unknown function",
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
        "sum(depth) > 2; sum: unknown function",
        "row_number() OVER () > 2; it has a window",
        "random() < 0.5; random: unknown function",
        "getenv('HOME') = 'x'; getenv: unknown function",
        "reflect('java.lang.System', 'exit', 0) = 1; reflect: unknown function",
        "java_method('java.lang.System', 'exit', 0) = 1; java_method: unknown function",
        "current_setting('threads') = '2'; current_setting: unknown function",
        "current_user = 'root'; current_user: unknown column",
        "now() > TIMESTAMP '2020-01-01'; now: unknown function",
        "nextval('s') = 1; nextval: unknown function",
        "pg_sleep(100); pg_sleep: unknown function",
        "write_log('x') IS NULL; write_log: unknown function",
        "main.abs(depth) = 1 OR system.main.getenv('HOME') = ''; getenv: unknown function",
        "activation.repeat(1000000000) = 'x'; repeat: unknown function",
        "length(repeat(activation, 1000000000)) > 3; repeat: unknown function",
        "len(range(1000000000)) > 3; range: unknown function",
        "length(printf('%1000000000d', depth)) > 3; printf: unknown function",
        "read_text('/etc/hostname') = 'x'; read_text: unknown function",
        "COLUMNS(*) = 1; it has a star",
        "depth = ?; it has a parameter",
        "list_contains([1], x -> x); it has a lambda",
        "list_contains(list_filter([1], x -> x > 0), depth); list_filter: unknown function",
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

  @Test
  void whatIsNestedTooDeepIsRefusedByTheParser() {
    String deep = "abs(".repeat(3000) + "depth" + ")".repeat(3000) + " = 1";
    assertThat(Studies.problems("exclude = [\"" + deep + "\"]"))
        .singleElement()
        .asString()
        .contains("depth limit");
  }
}
