package org.gradientatlas.spark.sweep;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Study;
import org.gradientatlas.table.schema.ColumnNames;

/**
 * Keeps the trials of an output to one BLAS kernel: that of the stored trials, of all executors
 * now, and of those that come later.
 */
record KernelCheck(SparkSession spark, Study study, SweepOptions options) {

  /** A query of the stored trials. */
  @FunctionalInterface
  interface Stored {
    List<Row> ask(Function<Dataset<Row>, List<Row>> question) throws IOException;
  }

  /**
   * Checks before anything is trained.
   *
   * @throws KernelConflictException if kernels would mix, and the options do not allow it
   */
  void check(Stored stored) throws IOException {
    SortedMap<String, String> here = ExecutorNatives.kernels(spark, study.grid().blasKernel());
    if (study.grid().parallelism() == Grid.Parallelism.OF_DATA) {
      here.putIfAbsent(ExecutorNatives.ofDriver(study.grid().blasKernel()), "the driver's host");
    }
    String kernel = here.firstKey();
    Optional<KernelConflictException> conflict =
        here.size() > 1
            ? Optional.of(KernelConflictException.ofMachines(text(here)))
            : conflict(asked(stored), kernel);
    if (conflict.isPresent() && !options.mixedKernels()) {
      throw conflict.get();
    }
    conflict.ifPresent(
        mixed -> options.console().say("Note: kernels are mixed here: " + mixed.what()));
    ExecutorNatives.admitOnly(spark, options.mixedKernels() ? null : kernel);
  }

  private List<Row> asked(Stored stored) throws IOException {
    spark.sparkContext().setJobDescription(study.name() + ": BLAS kernels of the trials so far");
    return stored.ask(KernelCheck::query);
  }

  private static String text(SortedMap<String, String> here) {
    return here.entrySet().stream()
        .map(kernel -> "%s (%s)".formatted(kernel.getKey(), kernel.getValue()))
        .collect(Collectors.joining(" and ", "The executors have different BLAS kernels: ", ""));
  }

  private static List<Row> query(Dataset<Row> trials) {
    return trials
        .select(ColumnNames.ENGINE, ColumnNames.PRECISION, ColumnNames.BLAS_KERNEL)
        .where(ColumnNames.BLAS_KERNEL + " IS NOT NULL")
        .distinct()
        .collectAsList();
  }

  private Optional<KernelConflictException> conflict(List<Row> stored, String kernel) {
    var others = new TreeSet<String>();
    for (Row row : stored) {
      if (!row.getString(2).equals(recorded(kernel, row.getString(0), row.getString(1)))) {
        others.add(row.getString(2));
      }
    }
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            KernelConflictException.ofOutput(
                "%s holds trials of BLAS kernel %s, and the executors have %s"
                    .formatted(options.output(), String.join(", ", others), kernel),
                others.first()));
  }

  /** What a process with a kernel records: oneDNN multiplies in one engine and precision only. */
  private static String recorded(String kernel, String engine, String precision) {
    boolean all =
        engine.equals(EngineKind.ND4J.label()) && precision.equals(Precision.FLOAT32.label());
    return all ? kernel : kernel.replaceFirst("\\+.*", "");
  }
}
