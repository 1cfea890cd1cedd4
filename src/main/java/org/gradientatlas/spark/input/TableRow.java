package org.gradientatlas.spark.input;

import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.gradientatlas.data.ClassLabels;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.InvalidDataException;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table as numbers, and its position. Not a record, because Kryo 4 cannot serialize
 * records.
 */
final class TableRow implements Serializable {
  private static final long serialVersionUID = 1;

  /** By file, then by position in the file. */
  static final Comparator<TableRow> FILE_ORDER =
      Comparator.comparing((TableRow row) -> row.file)
          .thenComparingLong(row -> row.block)
          .thenComparingLong(row -> row.at);

  /** Enough to see what is wrong with a row of hundreds of cells. */
  private static final int MOST_PROBLEMS = 3;

  private final String file;
  private final long block;
  private final long at;
  private final float[] features;
  private final double label;
  private final String[] problems;

  private TableRow(Row row, int place, float[] features, double label, List<String> problems) {
    this.file = row.getString(place);
    this.block = row.getLong(place + 1);
    this.at = row.getLong(place + 2);
    this.features = features;
    this.label = label;
    this.problems = problems.stream().limit(MOST_PROBLEMS).toArray(String[]::new);
  }

  /**
   * @param row the feature columns, the label, file name, block start, position, and for CSV the
   *     whole text of a malformed row
   */
  static TableRow of(Row row, List<String> names, String labelName) {
    int label = names.size();
    if (row.size() > label + 4 && !row.isNullAt(label + 4)) {
      String problem = ": its cells are not as many as the header's, or not well quoted";
      return new TableRow(row, label + 1, new float[0], Double.NaN, List.of(problem));
    }
    List<String> problems = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < label; i++) {
      append(row.get(i), ", column '" + names.get(i) + "'", numbers, problems);
    }
    float[] features = new float[numbers.size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = numbers.get(i).floatValue();
    }
    double target = number(row.get(label), ", column '" + labelName + "'", problems);
    return new TableRow(row, label + 1, features, target, problems);
  }

  private static void append(
      @Nullable Object cell, String column, List<Double> numbers, List<String> problems) {
    if (cell instanceof Vector vector) {
      append(Arrays.stream(vector.toArray()).boxed().toList(), column, numbers, problems);
    } else if (cell instanceof scala.collection.Seq<?> sequence) {
      append(scala.collection.JavaConverters.seqAsJavaList(sequence), column, numbers, problems);
    } else {
      double number = number(cell, column, problems);
      if (Math.abs(number) > Float.MAX_VALUE && Double.isFinite(number)) {
        problems.add(column + ": " + number + " is beyond the range of float32");
      }
      numbers.add(number);
    }
  }

  private static void append(
      List<?> cells, String column, List<Double> numbers, List<String> problems) {
    for (int i = 0; i < cells.size(); i++) {
      append(cells.get(i), column + "[" + i + "]", numbers, problems);
    }
  }

  private static double number(@Nullable Object cell, String column, List<String> problems) {
    if (cell == null) {
      problems.add(column + ": the cell is empty");
      return Double.NaN;
    }
    double number = cell instanceof Number n ? n.doubleValue() : parse(cell.toString());
    if (!Double.isFinite(number)) {
      problems.add(column + ": '" + cell + "' is not a finite number");
    }
    return number;
  }

  private static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * Combines rows into a data set.
   *
   * @param rows in file order
   * @throws InvalidDataException naming every problem of every row
   */
  static Dataset dataset(DataSpec.Table table, List<TableRow> rows) {
    if (rows.isEmpty()) {
      throw new InvalidDataException(table.path() + " holds no rows");
    }
    IntFunction<String> place = places(table.path(), rows);
    int width = rows.get(0).features.length;
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      TableRow row = rows.get(i);
      for (String problem : row.problems) {
        problems.add(place.apply(i) + problem);
      }
      if (row.problems.length == 0 && row.features.length != width) {
        problems.add(
            "%s: %d features, where the first row has %d"
                .formatted(place.apply(i), row.features.length, width));
      }
    }
    double[] labels = rows.stream().mapToDouble(row -> row.label).toArray();
    IntFunction<String> label = i -> place.apply(i) + ", column '" + table.labelColumn() + "'";
    if (table.classification()) {
      problems.addAll(ClassLabels.problems(labels, label));
    }
    if (!problems.isEmpty()) {
      throw new InvalidDataException(problems);
    }
    float[] features = new float[Math.multiplyExact(rows.size(), width)];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i).features, 0, features, i * width, width);
    }
    return table.classification()
        ? ClassLabels.dataset(features, width, labels, label)
        : new Dataset(features, width, labels, 1, false);
  }

  /** The file of each row and its number in it, from 1, not counting a header. */
  private static IntFunction<String> places(String path, List<TableRow> rows) {
    int[] numbers = new int[rows.size()];
    for (int i = 0; i < numbers.length; i++) {
      boolean sameFile = i > 0 && rows.get(i - 1).file.equals(rows.get(i).file);
      numbers[i] = sameFile ? numbers[i - 1] + 1 : 1;
    }
    return i -> {
      String name = new Path(URI.create(rows.get(i).file)).getName();
      return (path.endsWith(name) ? path : path + "/" + name) + ", row " + numbers[i];
    };
  }
}
