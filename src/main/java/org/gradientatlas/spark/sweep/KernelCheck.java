package org.gradientatlas.spark.sweep;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.spark.stored.CommittedTrials.Kernel;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Study;

/**
 * Keeps the trials of an output to one BLAS kernel: that of the stored trials, of all executors
 * now, and of those that come later.
 */
record KernelCheck(SparkSession spark, Study study, SweepOptions options) {

  /**
   * Checks before anything is trained.
   *
   * @param stored kernels of the trials so far
   * @throws KernelConflictException if kernels would mix, and the options do not allow it
   */
  void check(Set<Kernel> stored) {
    SortedMap<String, String> here = ExecutorNatives.kernels(spark, study.grid().blasKernel());
    if (study.grid().parallelism() == Grid.Parallelism.OF_DATA) {
      here.putIfAbsent(ExecutorNatives.ofDriver(study.grid().blasKernel()), "the driver's host");
    }
    String kernel = here.firstKey();
    Optional<KernelConflictException> conflict =
        here.size() > 1
            ? Optional.of(KernelConflictException.ofMachines(text(here)))
            : conflict(stored, kernel);
    if (conflict.isPresent() && !options.mixedKernels()) {
      throw conflict.get();
    }
    conflict.ifPresent(
        mixed -> options.console().say("Note: kernels are mixed here: " + mixed.what()));
    ExecutorNatives.admitOnly(spark, options.mixedKernels() ? null : kernel);
  }

  private static String text(SortedMap<String, String> here) {
    return here.entrySet().stream()
        .map(kernel -> "%s (%s)".formatted(kernel.getKey(), kernel.getValue()))
        .collect(Collectors.joining(" and ", "The executors have different BLAS kernels: ", ""));
  }

  private Optional<KernelConflictException> conflict(Set<Kernel> stored, String kernel) {
    var others = new TreeSet<String>();
    for (Kernel its : stored) {
      if (!its.blas().equals(recorded(kernel, its.engine(), its.precision()))) {
        others.add(its.blas());
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
