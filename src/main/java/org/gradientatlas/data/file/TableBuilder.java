package org.gradientatlas.data.file;

import java.util.List;
import java.util.function.IntFunction;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.NumberArray;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.Targets;

/** Collects a table row by row, and what is wrong with its cells. */
public final class TableBuilder {
  private final DataSpec.Table table;
  private final Heap heap;
  private final CellProblems problems = new CellProblems();
  private final Places places;
  private final NumberBuffer features;
  private final LabelBuffer labels;
  private String file = "";
  private int number;

  /**
   * @param table its path is the name of the whole in messages
   * @param unit what rows are counted by: line or row
   */
  public TableBuilder(DataSpec.Table table, String unit) {
    this.table = table;
    this.heap = Heap.ofDriver(table.path());
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
    this.number = number;
    places.add(number);
  }

  /**
   * Adds a feature to the current row.
   *
   * @param column what it is called in messages
   * @param cell as it is written
   * @param value NaN if it is no number
   */
  public void feature(String column, String cell, double value) {
    check(column, cell, value);
    features.add(value);
  }

  /**
   * Adds the label of the current row.
   *
   * @param value NaN if it is not stored as a number
   */
  public void label(String column, String cell, double value) {
    double number = Double.isNaN(value) ? DecimalText.parse(cell) : value;
    if (Double.isNaN(number) && takesTexts() && !cell.isBlank()) {
      labels.addText(cell.strip());
    } else {
      check(column, cell, number);
      labels.add(number);
    }
  }

  /** LibSVM has numbers only; a text is a sign of another format. */
  private boolean takesTexts() {
    return table.classification() && table.format() != DataSpec.Format.LIBSVM;
  }

  /** Adds a problem unless a cell of the current row is a number that can be learned from. */
  void check(String column, String cell, double value) {
    String why = CellProblems.why(value);
    if (why != null) {
      String place = places.at(file, number);
      if (cell.isBlank()) {
        problems.add(place, column, "", "the cell is empty");
      } else {
        problems.add(place, column, CellProblems.quoted(cell), why);
      }
    }
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
    if (places.size() == 0) {
      raise();
      throw new InvalidDataException(table.path() + " holds no rows");
    }
    int width = numbers.length() / places.size();
    if (width == 0) {
      raise();
      throw new InvalidDataException(table.path() + " has no feature: its arrays are empty");
    }
    if (!table.classification()) {
      raise();
      var raw = new RawData(numbers, width, new Targets.Numbers(labels.numbers(), 1));
      return new StoredData(table.path(), raw, List.of(), columns, places, List.of());
    }
    ClassLabels classes = labels.classes(table.path(), label, places, problems);
    var raw = new RawData(numbers, width, classes.targets());
    return new StoredData(table.path(), raw, classes.names(), columns, places, classes.notes());
  }

  /**
   * @throws InvalidDataException naming every problem so far
   */
  void raise() {
    problems.raise();
  }
}
