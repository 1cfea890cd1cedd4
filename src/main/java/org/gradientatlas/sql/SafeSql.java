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
 * An allowlist for the SQL in study files, which are untrusted. Everything not listed is rejected:
 * functions that read the environment, clock, files or settings, random functions, and those whose
 * result size is not bounded by their arguments, such as {@code repeat}, because DuckDB does not
 * count what they allocate.
 */
public final class SafeSql {
  /** Describes a predicate, for messages. */
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

  /** Aggregate functions. */
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

  /** Table functions. They produce rows on demand, so a time limit bounds them. */
  static final SortedSet<String> ROWS = names("range generate_series unnest");

  /** Nodes of an expression of one row. */
  private static final Set<String> EXPRESSIONS =
      names("BETWEEN CASE CAST COLUMN_REF COMPARISON CONJUNCTION CONSTANT FUNCTION OPERATOR TYPE");

  private static final Set<String> QUERY_EXPRESSIONS = names("STAR SUBQUERY WINDOW");

  /** Nodes of a query other than expressions. */
  private static final Set<String> RELATIONS =
      names(
          """
          SELECT_NODE SET_OPERATION_NODE RECURSIVE_CTE_NODE CTE_NODE
          BASE_TABLE JOIN SUBQUERY TABLE_FUNCTION EMPTY EXPRESSION_LIST
          ORDER_MODIFIER LIMIT_MODIFIER DISTINCT_MODIFIER ORDER_DEFAULT ASCENDING DESCENDING
          """);

  private static final String SYSTEM = "duckdb_.*|pg_.*|sqlite_.*|pragma_.*|information_schema";

  /** Names that act as functions without parentheses unless a column has the name. */
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

  /** Rejects whatever is not allowed in a predicate over one row. */
  public static void checkPredicate(String predicate, SqlPart part) throws InvalidValueException {
    if (!part.node().isEmpty() && !EXPRESSIONS.contains(part.node())) {
      throw new InvalidValueException(predicate, PREDICATE + "; it has a " + lower(part.node()));
    }
    checkFunction(part, SCALARS);
  }

  /** Rejects whatever is not allowed in a query over a study's tables. */
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
      // Chained NOT MATERIALIZED expressions double the plan each time, and no limit bounds that.
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

  /** DuckDB takes any table name as a file name, and has system views. */
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
