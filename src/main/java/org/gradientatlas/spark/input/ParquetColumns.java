package org.gradientatlas.spark.input;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.file.TableColumns;
import org.jspecify.annotations.Nullable;

/**
 * The wanted columns of a Parquet table.
 *
 * @param features numbers, arrays or vectors
 * @param label a number or, for classes, a text or truth value
 */
record ParquetColumns(List<String> features, String label) {

  /**
   * Finds the wanted columns.
   *
   * @param name of the file or directory
   * @param first the columns of the first file, if this is another
   * @throws InvalidDataException naming every column that is missing or not numeric
   */
  static ParquetColumns of(
      String name, DataSpec.Table table, @Nullable ParquetColumns first, StructType schema) {
    var columns = new TableColumns(name, List.of(schema.fieldNames()));
    String label = table.labelColumn();
    List<String> features = first == null ? columns.wanted(table) : first.features();
    columns.require(features, label);
    var wanted = new HashSet<>(features);
    for (StructField field : schema.fields()) {
      boolean isLabel = field.name().equals(label);
      boolean fits =
          isNumeric(field.dataType(), isLabel)
              || (isLabel && table.classification() && isName(field.dataType()));
      if ((isLabel || wanted.contains(field.name())) && !fits) {
        columns.problem(
            "%s: %s is of type %s, not a number"
                .formatted(
                    name, TableColumns.named(field.name()), field.dataType().simpleString()));
      }
    }
    columns.raise();
    return new ParquetColumns(features, label);
  }

  /** Whether values can name a class. */
  private static boolean isName(DataType type) {
    return type.equals(DataTypes.StringType) || type.equals(DataTypes.BooleanType);
  }

  private static boolean isNumeric(DataType type, boolean isLabel) {
    boolean several =
        type.equals(SQLDataTypes.VectorType())
            || (type instanceof ArrayType of && of.elementType() instanceof NumericType);
    return type instanceof NumericType || (several && !isLabel);
  }

  /**
   * What each feature is called in messages, and last the label.
   *
   * @param lengths how many numbers each column has; -1 for a single one
   */
  List<String> names(int[] lengths) {
    var names = new ArrayList<String>();
    for (int column = 0; column < lengths.length; column++) {
      String name = TableColumns.named(features.get(column));
      if (lengths[column] < 0) {
        names.add(name);
      }
      for (int i = 0; i < lengths[column]; i++) {
        names.add(name + "[" + i + "]");
      }
    }
    names.add(TableColumns.named(label));
    return names;
  }

  /** How a row differs from the first in the lengths of its arrays; empty if it does not. */
  String difference(int[] lengths, int[] first) {
    for (int column = 0; column < lengths.length; column++) {
      if (lengths[column] != first[column]) {
        return "%s has %s, where the first row has %s"
            .formatted(
                TableColumns.named(features.get(column)),
                count(lengths[column]),
                count(first[column]));
      }
    }
    return "";
  }

  private static String count(int length) {
    return length < 0 ? "no array" : length + (length == 1 ? " number" : " numbers");
  }
}
