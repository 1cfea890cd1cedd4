package org.gradientatlas.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientatlas.problem.InvalidValueException;

/**
 * What the SQL of a study file may be made of. Study files come from anywhere, so whatever is not
 * named here is refused: functions that read the environment, the clock, files or settings, those
 * that are drawn by chance, and those whose results are not bounded by their arguments, as {@code
 * repeat}, since DuckDB does not count what they allocate.
 */
public final class SafeSql {
  /** What a predicate is, for messages. */
  public static final String PREDICATE =
      "must be one boolean expression over columns and constants";

  /** Functions and operators of one row. */
  static final SortedSet<String> SCALARS =
      names(
          """
          + - * / // % ^ ** & | << >> ~ @ || ~~ !~~ ~~* !~~* ~~~ ^@
          abs ceil ceiling floor round trunc sign sqrt cbrt exp ln log log2 log10 pow power mod fmod pi
          sin cos tan asin acos atan atan2 sinh cosh tanh gamma lgamma greatest least
          isnan isinf isfinite nullif if
          lower upper length strlen left right substr substring strpos instr position
          starts_with ends_with prefix suffix contains trim ltrim rtrim split_part
          regexp_matches regexp_full_match regexp_extract like_escape not_like_escape ilike_escape
          list_value list_contains list_extract array_extract len list_sum list_min list_max list_avg
          """);

  /** Functions of many rows. */
  static final SortedSet<String> AGGREGATES =
      names(
          """
          count count_star count_if sum fsum avg mean min max median mode mad product geomean
          any_value first last arg_min arg_max min_by max_by bool_and bool_or
          quantile quantile_cont quantile_disc approx_quantile approx_count_distinct entropy skewness kurtosis
          stddev stddev_pop stddev_samp variance var_pop var_samp sem
          corr covar_pop covar_samp regr_slope regr_intercept regr_r2 regr_count
          row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
          """);

  /** Functions that give rows: as they are asked for, so that a limit on time bounds them. */
  static final SortedSet<String> ROWS = names("range generate_series unnest");

  /** Nodes of an expression of one row. */
  private static final Set<String> EXPRESSIONS =
      names("BETWEEN CASE CAST COLUMN_REF COMPARISON CONJUNCTION CONSTANT FUNCTION OPERATOR TYPE");

  private static final Set<String> QUERY_EXPRESSIONS = names("STAR SUBQUERY WINDOW");

  /** What a query is put together from, beside expressions. */
  private static final Set<String> RELATIONS =
      names(
          """
          SELECT_NODE SET_OPERATION_NODE RECURSIVE_CTE_NODE CTE_NODE
          BASE_TABLE JOIN SUBQUERY TABLE_FUNCTION EMPTY EXPRESSION_LIST
          ORDER_MODIFIER LIMIT_MODIFIER DISTINCT_MODIFIER ORDER_DEFAULT ASCENDING DESCENDING
          """);

  private static final String SYSTEM = "duckdb_.*|pg_.*|sqlite_.*|pragma_.*|information_schema";

  /** Names without parentheses that are functions where no column has them. */
  private static final Set<String> VALUES =
      names(
          """
          current_catalog current_date current_role current_schema current_time current_timestamp current_user
          localtime localtimestamp session_user user
          """);

  private SafeSql() {}

  private static SortedSet<String> names(String text) {
    return new TreeSet<>(Set.of(text.strip().split("\\s+")));
  }

  /** Refuses what has no place in an expression of one row. */
  public static void checkPredicate(String predicate, SqlPart part) throws InvalidValueException {
    if (!part.node().isEmpty() && !EXPRESSIONS.contains(part.node())) {
      throw new InvalidValueException(predicate, PREDICATE + "; it has a " + lower(part.node()));
    }
    checkFunction(part, SCALARS);
  }

  /** Refuses what has no place in a query over a study's tables. */
  static void checkQuery(String query, SqlPart part) throws InvalidValueException {
    Set<String> known = part.node().isEmpty() ? RELATIONS : union(EXPRESSIONS, QUERY_EXPRESSIONS);
    String kind = part.node().isEmpty() ? part.type() : part.node();
    if (!kind.isEmpty() && !known.contains(kind)) {
      throw new InvalidValueException(query, "has a " + lower(kind) + ", which claims cannot have");
    }
    boolean rows = part.key().equals("function");
    checkFunction(part, rows ? ROWS : union(union(SCALARS, AGGREGATES), Set.of("unnest")));
    checkTable(part);
    if (part.columnPath() == 1 && VALUES.contains(lower(part.column()))) {
      throw new InvalidValueException(part.column(), "is no column");
    }
    if (part.materialized().equals("CTE_MATERIALIZE_NEVER")) {
      // Each doubling of such expressions doubles the plan, which no limit bounds.
      throw new InvalidValueException(query, "has a NOT MATERIALIZED, which claims cannot have");
    }
  }

  private static SortedSet<String> union(Set<String> one, Set<String> other) {
    return Stream.concat(one.stream(), other.stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void checkFunction(SqlPart part, Set<String> known) throws InvalidValueException {
    if (!part.function().isEmpty() && !known.contains(lower(part.function()))) {
      List<String> named = known.stream().filter(name -> name.matches("[a-z].*")).toList();
      throw InvalidValueException.unknown("function", part.function(), named);
    }
  }

  /** DuckDB takes any name as that of a file, and knows views of itself. */
  private static void checkTable(SqlPart part) throws InvalidValueException {
    String name = part.table();
    boolean plain = name.matches("[A-Za-z_][A-Za-z0-9_]*") && part.path() == 1;
    if (part.type().equals("BASE_TABLE") && (!plain || lower(name).matches(SYSTEM))) {
      throw new InvalidValueException(name, "is no table of a study");
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
