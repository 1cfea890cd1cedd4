package org.gradientatlas.table.file;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.gradientatlas.storage.RawLocalFiles;

/**
 * Spark reading exactly the files that it is given: no name is a pattern, and no column or value
 * comes from the name of a directory.
 */
public final class ExactFiles {
  /** Spark's DataSource.GLOB_PATHS_KEY. */
  private static final String GLOBS = "__globPaths__";

  /** With this, Spark does not look for partitions in the names of directories. */
  private static final String NO_PARTITIONS = "recursiveFileLookup";

  private ExactFiles() {}

  /**
   * Reads Parquet files; columns that a file lacks are null.
   *
   * @param files full paths on one file system, as Hadoop writes them
   */
  public static Dataset<Row> parquet(SparkSession spark, StructType schema, List<String> files) {
    return files.isEmpty()
        ? spark.createDataFrame(List.of(), schema)
        : of(spark, files).schema(schema).parquet(files.toArray(String[]::new));
  }

  /**
   * Reads Parquet files of anybody's; the schema is all columns of all files.
   *
   * @param files at least one, all on one file system
   */
  public static Dataset<Row> merged(SparkSession spark, List<String> files) {
    return of(spark, files).option("mergeSchema", "true").parquet(files.toArray(String[]::new));
  }

  private static DataFrameReader of(SparkSession spark, List<String> files) {
    return spark
        .read()
        .option(GLOBS, "false")
        .option(NO_PARTITIONS, "true")
        .options(RawLocalFiles.settings(new Path(files.get(0))));
  }
}
