package org.gradientatlas.spark.input;

import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * One row of a Parquet table as numbers, and its position. Not a record, because Kryo 4 cannot
 * serialize records.
 */
final class ParquetRow implements Serializable {
  private static final long serialVersionUID = 1;

  private final String file;
  private final long row;
  private final double[] features;
  private final int[] lengths;
  private final double label;
  private final String labelText;

  /** Which features have no number. */
  private final BitSet empty;

  private ParquetRow(
      String file,
      long row,
      double[] features,
      int[] lengths,
      double label,
      String labelText,
      BitSet empty) {
    this.file = file;
    this.row = row;
    this.features = features;
    this.lengths = lengths;
    this.label = label;
    this.labelText = labelText;
    this.empty = empty;
  }

  /**
   * @param row the feature columns, the label, the file's URI and the row's index in it
   */
  static ParquetRow of(Row row, int columns) {
    var cells = new ArrayList<@Nullable Object>();
    int[] lengths = new int[columns];
    for (int i = 0; i < columns; i++) {
      List<?> own = cells(row.get(i));
      lengths[i] = own == null ? -1 : own.size();
      cells.addAll(own == null ? Collections.singletonList(row.get(i)) : own);
    }
    double[] numbers = cells.stream().mapToDouble(ParquetRow::number).toArray();
    var empty = new BitSet();
    IntStream.range(0, numbers.length).filter(i -> cells.get(i) == null).forEach(empty::set);
    @Nullable Object label = row.get(columns);
    double number = number(label);
    return new ParquetRow(
        new Path(URI.create(row.getString(columns + 1))).toString(),
        row.getLong(columns + 2),
        numbers,
        lengths,
        number,
        label == null ? "" : label instanceof Number ? String.valueOf(number) : label.toString(),
        empty);
  }

  /** The numbers of an array or a vector; null for anything else. */
  private static @Nullable List<?> cells(@Nullable Object cell) {
    if (cell instanceof Vector vector) {
      return Arrays.stream(vector.toArray()).boxed().toList();
    }
    return cell instanceof scala.collection.Seq<?> sequence
        ? scala.collection.JavaConverters.seqAsJavaList(sequence)
        : null;
  }

  private static double number(@Nullable Object cell) {
    return cell instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** By file, in the order of a map, then by position in it. */
  static Comparator<ParquetRow> order(Map<String, Integer> files) {
    return Comparator.comparing((ParquetRow row) -> files.getOrDefault(row.file, -1))
        .thenComparingLong(row -> row.row);
  }

  /** Its file's path. */
  String file() {
    return file;
  }

  /** Its index in the file, from 0. */
  long row() {
    return row;
  }

  double[] features() {
    return features;
  }

  /** How many numbers each column has; -1 for a single one. */
  int[] lengths() {
    return lengths;
  }

  /** NaN if there is none, or it is a text. */
  double label() {
    return label;
  }

  /** A feature as messages quote it; empty if there is none. */
  String text(int feature) {
    return empty.get(feature) ? "" : String.valueOf(features[feature]);
  }

  /** The label as messages quote it; empty if there is none. */
  String labelText() {
    return labelText;
  }
}
