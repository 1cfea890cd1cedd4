package org.gradientatlas.data.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.problem.NearestName;
import org.jspecify.annotations.Nullable;

/** The columns that a table has, held against those that are wanted. */
public final class TableColumns {
  private static final int MOST_NAMED = 10;
  private static final Pattern NAMED = Pattern.compile("(?s)column '(.*)'(\\[\\d+])?");

  /** What HOCON reads without quotes. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  private final String file;
  private final List<String> present;
  private final Map<String, Long> there;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param present names in order; an unnamed column has an empty one
   */
  public TableColumns(String file, List<String> present) {
    this.file = file;
    this.present = List.copyOf(present);
    this.there = counts(present);
  }

  private static Map<String, Long> counts(List<String> names) {
    return names.stream()
        .collect(Collectors.groupingBy(name -> name, LinkedHashMap::new, Collectors.counting()));
  }

  /** A column as messages name it. */
  public static String named(String column) {
    return "column '" + column + "'";
  }

  /** The advice to leave a column out, as the end of a sentence; empty if it has no name. */
  static String ignoring(String named) {
    Matcher column = NAMED.matcher(named);
    if (!column.matches()) {
      return "";
    }
    String name = column.group(1);
    return "; data.ignore = [%s] leaves the column out"
        .formatted(PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\\\"") + '"');
  }

  /** The columns to learn from. Adds a problem for each column to ignore that cannot be. */
  public List<String> wanted(DataSpec.Table table) {
    for (String name : new LinkedHashSet<>(table.ignoredColumns())) {
      if (name.equals(table.labelColumn())) {
        problems.add("%s: %s is the label, and is ignored".formatted(file, named(name)));
      } else if (table.featureColumns().contains(name)) {
        problems.add("%s: %s is a feature, and is ignored".formatted(file, named(name)));
      } else if (!there.containsKey(name)) {
        problems.add(missing(name));
      }
    }
    return table.featureColumns().isEmpty() ? allBut(table) : table.featureColumns();
  }

  /** The named columns but the label and those to ignore. */
  private List<String> allBut(DataSpec.Table table) {
    // Equal names are one: the table is refused for having them twice.
    return present.stream()
        .filter(name -> !name.isEmpty() && !name.equals(table.labelColumn()))
        .filter(name -> !table.ignoredColumns().contains(name))
        .distinct()
        .toList();
  }

  /** Adds a problem for each wanted column that is missing, there twice or wanted twice. */
  public void require(List<String> features, String label) {
    if (features.isEmpty()) {
      problems.add(file + " has no feature column");
    }
    var wanted = new ArrayList<>(features);
    wanted.add(label);
    Map<String, Long> asked = counts(wanted);
    for (String name : asked.keySet()) {
      if (asked.getOrDefault(name, 0L) > 1) {
        problems.add(
            name.equals(label)
                ? "%s: %s is a feature and the label".formatted(file, named(name))
                : "%s: %s is named twice among the features".formatted(file, named(name)));
      }
      long times = there.getOrDefault(name, 0L);
      if (times == 0) {
        problems.add(missing(name));
      } else if (times > 1) {
        problems.add(twice(name, times));
      }
    }
  }

  /** Adds a problem for each named column that is not wanted. */
  void allowOnly(List<String> features, DataSpec.Table table) {
    var allowed = new HashSet<>(features);
    for (String name : allBut(table)) {
      if (!allowed.contains(name)) {
        problems.add("%s has %s, which the first file has not".formatted(file, named(name)));
      }
    }
  }

  private String twice(String name, long times) {
    return "%s has %d columns named '%s'; rename them, or list in data.features those to learn from"
        .formatted(file, times, name);
  }

  private String missing(String name) {
    String separator = separator(present);
    if (separator != null) {
      return "%s has no column '%s': %s".formatted(file, name, separator);
    }
    if (file.contains("/" + name + "=")) {
      return "%s has no column '%s'; the names of directories are no columns".formatted(file, name);
    }
    if (present.stream().noneMatch(column -> Double.isNaN(DecimalText.parse(column)))) {
      return "%s has no column '%s': its first line is numbers; it must name the columns"
          .formatted(file, name);
    }
    List<String> distinct = present.stream().distinct().toList();
    String nearest = NearestName.of(name, distinct);
    int some = Math.min(MOST_NAMED, distinct.size());
    return "%s has no column '%s'; %s"
        .formatted(
            file,
            name,
            nearest == null
                ? "it has "
                    + String.join(", ", distinct.subList(0, some))
                    + more(distinct.size() - some)
                : "the nearest is '" + nearest + "'");
  }

  private static String more(int others) {
    return others > 0 ? " and " + others + " more" : "";
  }

  /** What is wrong with a header that something else than commas separates; null if nothing is. */
  static @Nullable String separator(List<String> present) {
    String header = present.size() == 1 ? present.get(0) : "";
    String other = header.contains(";") ? "semicolons" : header.contains("\t") ? "tabs" : null;
    return other == null
        ? null
        : "its header has no comma, but %s; separate the cells by commas, and write decimal points"
            .formatted(other);
  }

  /** Adds a problem that is not about names. */
  public void problem(String problem) {
    problems.add(problem);
  }

  /**
   * @throws InvalidDataException if there is a problem
   */
  public void raise() {
    if (!problems.isEmpty()) {
      throw new InvalidDataException(problems);
    }
  }
}
