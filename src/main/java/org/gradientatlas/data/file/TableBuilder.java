package org.gradientatlas.data.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Missing;
import org.gradientatlas.data.NumberArray;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.Targets;

/** Collects a table row by row, and what is wrong with its cells. */
public final class TableBuilder {
  private static final String DROPS = "; data.missing = drop leaves out such rows";
  private static final String FILLS = DROPS + ", mean fills in the mean";

  private final DataSpec.Table table;
  private final Heap heap;
  private final CellProblems problems = new CellProblems();
  private final MissingCells missing;
  private final Places places;
  private final NumberBuffer features;
  private final LabelBuffer labels;
  private final CurrentRow row = new CurrentRow();
  private String file = "";

  /**
   * @param table its path is the name of the whole in messages
   * @param unit what rows are counted by: line or row
   */
  public TableBuilder(DataSpec.Table table, String unit) {
    this.table = table;
    this.heap = Heap.ofDriver(table.path());
    this.missing = new MissingCells(table.path(), table.missing());
    this.places = new Places(unit);
    this.features = new NumberBuffer(heap);
    this.labels = new LabelBuffer(heap);
  }

  /** Begins a file. */
  public void file(String name) {
    file = name;
    places.file(name);
  }

  /** Begins a row. */
  public void row(int number) {
    row.begin(number);
    problems.row();
  }

  /**
   * Adds a feature to the current row.
   *
   * @param column what it is called in messages
   * @param cell as it is written
   * @param value NaN if it is no number
   */
  public void feature(String column, String cell, double value) {
    if (isMissing(cell, value)) {
      row.incomplete |= table.missing() == Missing.DROP;
      missing(column, cell, FILLS, TableColumns.ignoring(column));
    } else {
      check(column, cell, value);
    }
    row.add(value);
  }

  /**
   * Adds the label of the current row.
   *
   * @param value NaN if it is not stored as a number
   */
  public void label(String column, String cell, double value) {
    double number = Double.isNaN(value) ? DecimalText.parse(cell) : value;
    if (isMissing(cell, number)) {
      row.incomplete |= table.missing() != Missing.REFUSE;
      if (table.missing() != Missing.MEAN) { // which fills in features alone
        missing(column, cell, DROPS, "");
      }
    } else if (Double.isNaN(number) && takesTexts() && !DecimalText.hasComma(cell)) {
      row.text = cell.strip();
    } else {
      check(column, cell, number, "");
    }
    row.label = number;
  }

  /** Ends the current row, and keeps it unless it is to be left out. */
  public void end() {
    if (row.incomplete) {
      missing.drop();
      return;
    }
    places.add(row.number);
    for (int i = 0; i < row.size; i++) {
      features.add(row.features[i]);
    }
    if (row.text.isEmpty()) {
      labels.add(row.label);
    } else {
      labels.addText(row.text);
    }
  }

  private boolean isMissing(String cell, double value) {
    return Double.isNaN(value) && isNamed() && MissingCells.isOne(cell);
  }

  private void missing(String column, String cell, String remedy, String remedyForAll) {
    missing.add(column);
    if (table.missing() == Missing.REFUSE) {
      boolean empty = cell.isBlank();
      String why = empty ? "the cell is empty" : "is not a number";
      problem(
          column, empty ? "" : cell, why, remedy, remedyForAll.isEmpty() ? remedy : remedyForAll);
    }
  }

  /** Whether columns have names: LibSVM has numbered ones, and no texts or empty cells. */
  private boolean isNamed() {
    return table.format() != DataSpec.Format.LIBSVM;
  }

  private boolean takesTexts() {
    return table.classification() && isNamed();
  }

  /** Adds a problem unless a cell of the current row is a number that can be learned from. */
  void check(String column, String cell, double value) {
    check(column, cell, value, TableColumns.ignoring(column));
  }

  private void check(String column, String cell, double value, String remedyForAll) {
    String why = CellProblems.why(value);
    if (Double.isNaN(value) && isNamed() && DecimalText.hasComma(cell)) {
      problem(column, cell, DecimalText.COMMA, "", "");
    } else if (why != null) {
      problem(column, cell, why, "", remedyForAll);
    }
  }

  private void problem(String column, String cell, String why, String remedy, String remedyForAll) {
    String quoted = cell.isEmpty() ? "" : CellProblems.quoted(cell);
    var kind = new CellProblems.Kind(column, why, remedy, remedyForAll);
    problems.add(places.at(file, row.number), kind, quoted, 1);
  }

  /** Refuses a whole row of the current file. */
  public void refuse(int number, String why) {
    problems.add(places.at(file, number), "", "", why);
  }

  /** Refuses a part of a row, in quotes. */
  void refuse(int number, String part, String why) {
    problems.add(places.at(file, number), "", CellProblems.quoted(part), why);
  }

  /**
   * Looks whether there is memory, before it is taken.
   *
   * @throws InvalidDataException if there is not
   */
  public void require(long bytes) {
    heap.require(bytes);
  }

  /**
   * All rows.
   *
   * @param columns what a feature is called in messages
   * @param label what the label is called
   * @throws InvalidDataException naming every problem, one line for each column and reason
   */
  public StoredData data(IntFunction<String> columns, String label) {
    return data(features.array(), columns, label);
  }

  /** All rows, their features collected elsewhere. */
  StoredData data(NumberArray numbers, IntFunction<String> columns, String label) {
    if (problems.rows() == 0) {
      raise();
      throw new InvalidDataException(table.path() + " holds no rows");
    }
    List<String> empty = missing.problems(problems.rows());
    if (table.missing() != Missing.REFUSE && !empty.isEmpty()) {
      problems.raise(empty);
    }
    int width = numbers.length() / places.size();
    if (width == 0) {
      raise();
      throw new InvalidDataException(table.path() + " has no feature: its arrays are empty");
    }
    StoredData data = data(numbers, width, columns, label);
    var notes = new ArrayList<>(missing.notes(problems.rows()));
    notes.addAll(data.notes());
    if (isNamed()) {
      notes.addAll(IdNotes.of(data));
      notes.addAll(ConstantNotes.of(data));
    }
    return new StoredData(
        data.name(), data.raw(), data.classes(), data.columns(), data.places(), notes);
  }

  private StoredData data(
      NumberArray numbers, int width, IntFunction<String> columns, String label) {
    if (table.classification()) {
      ClassLabels classes = labels.classes(table.path(), label, places, problems);
      var raw = new RawData(numbers, width, classes.targets());
      return new StoredData(table.path(), raw, classes.names(), columns, places, classes.notes());
    }
    raise();
    double[] values = labels.numbers();
    var raw = new RawData(numbers, width, new Targets.Numbers(values, 1));
    return new StoredData(table.path(), raw, List.of(), columns, places, constant(label, values));
  }

  private List<String> constant(String label, double[] values) {
    return Arrays.stream(values).distinct().limit(2).count() > 1
        ? List.of()
        : List.of(
            "%s, %s: all %d examples have the same number to predict"
                .formatted(table.path(), label, values.length));
  }

  /**
   * @throws InvalidDataException naming every problem so far
   */
  void raise() {
    problems.raise();
  }
}
