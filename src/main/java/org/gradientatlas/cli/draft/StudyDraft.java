package org.gradientatlas.cli.draft;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.file.CsvSketch;
import org.gradientatlas.data.file.CsvSketch.Column;
import org.jspecify.annotations.Nullable;

/** The text of a small, commented study, to be changed by hand. */
public final class StudyDraft {
  /** Names that people give to the column to learn. */
  private static final Set<String> LABELS =
      Set.of("label", "target", "class", "species", "y", "outcome");

  private static final int MOST_CLASSES = 100;
  private static final int BATCH = 64;
  private static final double TRAINED_SHARE = 0.8;

  private static final String BUILT_IN =
      """
      # What a network learns from: classes scattered around random prototypes, drawn anew for each replicate.
      # docs/reference/study-keys.md lists the other kinds of data.
      data { type = gaussian-prototypes, classes = 10, features = 64, examples = 2048 }
      """;

  private StudyDraft() {}

  /** A study of data that is drawn. */
  public static String builtIn(String name) {
    return text(name, BATCH, "softmax-cross-entropy", BUILT_IN);
  }

  /**
   * A study of a CSV file.
   *
   * @param path of the file, as the study names it
   * @param label the column to learn; null to choose one
   * @throws InvalidDataException if there is no such column, or nothing to learn from
   */
  public static String ofCsv(String name, String path, CsvSketch csv, @Nullable String label) {
    Column target = target(csv, label);
    boolean classes = target.texts() > 0 || (target.whole() && target.values() <= MOST_CLASSES);
    refuse(path, csv, target, classes);
    List<Column> others = csv.columns().stream().filter(column -> !column.equals(target)).toList();
    List<Column> left = others.stream().filter(column -> !reason(csv, column).isEmpty()).toList();
    List<Column> features =
        others.stream().filter(column -> reason(csv, column).isEmpty()).toList();
    if (features.isEmpty()) {
      throw new InvalidDataException(path + ": no column but the label holds only numbers");
    }
    var lines = new ArrayList<String>();
    lines.add("# What a network learns from: %d rows.".formatted(csv.rows()));
    left.forEach(
        column ->
            lines.add("# Left out: %s, %s.".formatted(quoted(column.name()), reason(csv, column))));
    lines.add("data {");
    lines.add("  type = csv");
    lines.add("  path = " + quoted(path));
    lines.add(
        "  # %s to learn; --label of jobs/init names another column."
            .formatted(classes ? target.values() + " classes" : "Numbers"));
    lines.add("  label = " + quoted(target.name()));
    lines.add("  classification = " + classes);
    if (left.isEmpty()) {
      lines.add("  # All other columns; [a, b] would take these alone.");
      lines.add("  features = []");
    } else {
      lines.add(
          features.stream()
              .map(column -> quoted(column.name()))
              .collect(Collectors.joining(", ", "  features = [", "]")));
    }
    List<Column> gaps =
        csv.columns().stream()
            .filter(column -> column.missing() > 0 && !left.contains(column))
            .toList();
    if (!gaps.isEmpty()) {
      lines.add(
          "  # Cells are missing in %s. Those of features become their mean; drop leaves rows out."
              .formatted(
                  gaps.stream()
                      .map(column -> quoted(column.name()))
                      .collect(Collectors.joining(", "))));
      lines.add("  missing = mean");
    }
    lines.add("  validation-fraction = 0.2");
    lines.add("}");
    int batch =
        Integer.highestOneBit((int) Math.max(1, Math.min(BATCH, TRAINED_SHARE * csv.rows())));
    return text(
        name, batch, classes ? "softmax-cross-entropy" : "mse", String.join("\n", lines) + "\n");
  }

  /** What no study could train on. */
  private static void refuse(String path, CsvSketch csv, Column target, boolean classes) {
    var names = new HashSet<String>();
    for (Column column : csv.columns()) {
      if (!names.add(column.name())) {
        throw new InvalidDataException(
            "%s has several columns named '%s'; rename them".formatted(path, column.name()));
      }
    }
    if (classes && target.values() < 2) {
      throw new InvalidDataException(
          "%s: column '%s' has one value only, and there is nothing to learn; --label names another column"
              .formatted(path, target.name()));
    }
  }

  private static Column target(CsvSketch csv, @Nullable String label) {
    List<String> names = csv.columns().stream().map(Column::name).toList();
    if (label != null && !names.contains(label)) {
      throw new InvalidDataException(
          "--label = %s is no column; there are %s".formatted(label, String.join(", ", names)));
    }
    return csv.columns().stream()
        .filter(column -> label == null ? isCalledLabel(column) : column.name().equals(label))
        .findFirst()
        .orElse(csv.columns().get(csv.columns().size() - 1));
  }

  private static boolean isCalledLabel(Column column) {
    return LABELS.contains(column.name().toLowerCase(Locale.ROOT));
  }

  /** Why a column is no feature; empty if it may be one. */
  private static String reason(CsvSketch csv, Column column) {
    if (column.name().isEmpty()) {
      return "which has no name";
    }
    if (column.texts() > 0) {
      return "where %s".formatted(cells(column.texts(), "a text", "texts"));
    }
    if (column.missing() > csv.rows() / 2) {
      return "where %s".formatted(cells(column.missing(), "missing", "missing"));
    }
    return column.counting() ? "which counts the rows" : "";
  }

  private static String cells(long count, String one, String several) {
    return count == 1 ? "1 cell is " + one : "%,d cells are %s".formatted(count, several);
  }

  /** As JSON has it, which HOCON reads. */
  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c != '"' && c != '\\' && c != 0x7f;
      quoted.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return quoted.append('"').toString();
  }

  private static String text(String name, int batch, String loss, String data) {
    return """
    # Which networks learn this, and where do their gradients vanish or explode?
    # jobs/plan says what the study costs, and jobs/study runs it.
    # docs/reference/study-keys.md explains every key and lists those that are not here.
    study { name = %s, replicates = 3, seed = 42 }

    # Every key takes one value or a list. All combinations are trained, each three times.
    grid {
      # Hidden layers, and units of each.
      depth = [2, 8, 16]
      width = 32
      activation = [tanh, relu]
      # How initial weights are drawn.
      initializer = [xavier-normal, he-normal, orthogonal]
      # Whether the norm of the whole gradient is kept from growing.
      clip = [none, { type = global-norm, threshold = 1.0 }]
      learning-rate = [0.01, 0.1]
      batch-size = %d
      loss = %s
    }

    %s
    # How long a network is trained, and which steps are recorded: 0, 1, 2, 4, 8 ...
    training { steps = 200, record = log }
    """
        .formatted(quoted(name), batch, loss, data);
  }
}
