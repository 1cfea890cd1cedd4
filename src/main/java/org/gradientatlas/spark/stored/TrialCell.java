package org.gradientatlas.spark.stored;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gradientatlas.axis.Label;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.ArchitectureKind;
import org.gradientatlas.axis.architecture.Dense;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.schema.Column;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The cell of stored trials, read from a row. Instances are equal if their columns are.
 *
 * @param columns the values of the cell columns, in order; null for the trial and the replicate
 * @param others the other axes, from the table axes
 */
public record TrialCell(ArrayList<@Nullable Object> columns, TreeMap<String, String> others)
    implements Serializable {
  /** The names of the cell columns. */
  public static final List<String> NAMES = Tables.TRIALS.cell().stream().map(Column::name).toList();

  private static final List<String> OF_ONE_TRIAL =
      List.of(ColumnNames.TRIAL_ID, ColumnNames.REPLICATE);
  static final String CLIP = "clip";
  private static final List<String> CLIP_COLUMNS =
      List.of(ColumnNames.CLIP_KIND, ColumnNames.CLIP_THRESHOLD);

  /** The cell of a row of trials. */
  public static TrialCell of(RowCursor trial, TreeMap<String, String> others) {
    var columns = new ArrayList<@Nullable Object>();
    NAMES.forEach(name -> columns.add(OF_ONE_TRIAL.contains(name) ? null : value(trial, name)));
    return new TrialCell(columns, others);
  }

  private static @Nullable Object value(RowCursor trial, String name) {
    return name.equals(ColumnNames.ARCHITECTURE) ? architecture(trial) : trial.column(name).value();
  }

  /** Outputs of versions that had dense networks only lack the column. */
  static String architecture(RowCursor trial) {
    Object value = trial.column(ColumnNames.ARCHITECTURE).value();
    return value == null ? Dense.STACK.label() : value.toString();
  }

  @Nullable Object value(String column) {
    return columns.get(NAMES.indexOf(column));
  }

  public int number(String column) {
    return (Integer) java.util.Objects.requireNonNull(value(column));
  }

  public String text(String column) {
    return String.valueOf(value(column));
  }

  /** The kind of its architecture. */
  public ArchitectureKind architecture() {
    return ArchitectureKind.ofLabel(text(ColumnNames.ARCHITECTURE));
  }

  /** Whether gradients reach the last time steps alone. */
  public boolean isTruncated() {
    return text(ColumnNames.ARCHITECTURE).contains("truncation=");
  }

  /** The cell columns of a table about cells, without trial and replicate. */
  public List<@Nullable Object> cellColumns() {
    var values = new ArrayList<@Nullable Object>();
    for (int i = 0; i < NAMES.size(); i++) {
      if (!OF_ONE_TRIAL.contains(NAMES.get(i))) {
        values.add(columns.get(i));
      }
    }
    return values;
  }

  /** The other axes as text, for example {@code bias=false, loss=mse}. */
  public String otherAxes() {
    return others.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(", "));
  }

  /** The cell columns of a trial's row. */
  public List<@Nullable Object> columns(String trial, int replicate) {
    var values = new ArrayList<>(columns);
    values.set(NAMES.indexOf(ColumnNames.TRIAL_ID), trial);
    values.set(NAMES.indexOf(ColumnNames.REPLICATE), replicate);
    return values;
  }

  /** Every axis in which cells can differ, with its value here. A clip rule counts as one axis. */
  public Map<String, String> axes() {
    var axes = new LinkedHashMap<String, String>();
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      Object value = columns.get(i);
      if (name.equals(ColumnNames.CLIP_KIND)) {
        axes.put(CLIP, clip());
      } else if (value != null
          && !name.equals(ColumnNames.STUDY)
          && !OF_ONE_TRIAL.contains(name)
          && !CLIP_COLUMNS.contains(name)) {
        axes.put(name, plain(value));
      }
    }
    axes.putAll(others);
    return axes;
  }

  /** The label of a choice. */
  String choice(String axis) {
    return axis.equals(CLIP) ? clip() : text(axis);
  }

  private String clip() {
    Object threshold = value(ColumnNames.CLIP_THRESHOLD);
    List<String> parameters = threshold == null ? List.of() : List.of(plain(threshold));
    return new Label(text(ColumnNames.CLIP_KIND), parameters).toString();
  }

  /** The cell without one axis: a key shared by cells that differ only in that axis. */
  public TrialCell withoutAxis(String axis) {
    if (others.containsKey(axis)) {
      var rest = new TreeMap<>(others);
      rest.remove(axis);
      return new TrialCell(columns, rest);
    }
    return without(axis.equals(CLIP) ? CLIP_COLUMNS : List.of(axis));
  }

  /** The cell with another value in a column. */
  TrialCell with(String column, String value) {
    var changed = new ArrayList<>(columns);
    changed.set(NAMES.indexOf(column), value);
    return new TrialCell(changed, others);
  }

  private TrialCell without(List<String> names) {
    var rest = new ArrayList<>(columns);
    names.forEach(name -> rest.set(NAMES.indexOf(name), null));
    return new TrialCell(rest, others);
  }

  private static String plain(Object value) {
    return value instanceof Double number ? Variant.number(number) : value.toString();
  }
}
