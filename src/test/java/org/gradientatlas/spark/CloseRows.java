package org.gradientatlas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Compares what two engines say of the same networks, which differ in depth alone, in DuckDB. */
public final class CloseRows {
  private static final List<String> LAYER =
      List.of(
          "delta_rms",
          "grad_w_l2",
          "grad_w_mean",
          "grad_w_max",
          "grad_b_l2",
          "grad_w_l2_clipped",
          "clip_fraction",
          "preact_sd",
          "act_mean",
          "saturated_fraction",
          "weight_l2",
          "update_ratio");

  private static final List<String> STEP =
      List.of("loss", "accuracy", "grad_l2", "grad_l2_clipped", "clip_cosine", "update_ratio");

  private static final List<String> TRIAL =
      List.of("initial_loss", "final_loss", "best_loss", "final_accuracy");

  private CloseRows() {}

  /**
   * Fails unless each row of the other belongs to a row of the one, with numbers that are close.
   *
   * @param one may have more networks; rows of workers are left out
   * @param tolerance of differences relative to the other, or to 1e-3 if that is greater
   */
  public static void check(Path one, Path other, double tolerance) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      check(duck, "layers", "depth, phase, step, layer, tensor", LAYER, one, other, tolerance);
      check(duck, "steps", "depth, step", STEP, one, other, tolerance);
      check(duck, "trials", "depth", TRIAL, one, other, tolerance);
    }
  }

  private static void check(
      Connection duck,
      String table,
      String key,
      List<String> columns,
      Path one,
      Path other,
      double tolerance)
      throws SQLException {
    String worst =
        columns.stream()
            .map(
                column ->
                    "coalesce(max(abs(a.%1$s - b.%1$s) / greatest(1e-3, abs(b.%1$s))), 0)"
                        .formatted(column))
            .collect(Collectors.joining(", "));
    String sql =
        "SELECT count(*), count(a.depth), greatest(%s) FROM (%s) a RIGHT JOIN (%s) b USING (%s)"
            .formatted(worst, rows(one, table), rows(other, table), key);
    try (var statement = duck.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      assertThat(row.getLong(1)).as(table).isPositive();
      assertThat(row.getLong(2)).as("rows of %s found", table).isEqualTo(row.getLong(1));
      assertThat(row.getDouble(3)).as("difference in %s", table).isLessThan(tolerance);
    }
  }

  /** Without those of workers; a dense layer's tensor is empty rather than null, to be joined. */
  private static String rows(Path out, String table) {
    String all = " FROM '" + out + "/" + table + "/*.parquet'";
    return table.equals("layers")
        ? "SELECT * REPLACE (coalesce(tensor, '') AS tensor)" + all + " WHERE worker IS NULL"
        : all;
  }
}
