package org.gradientatlas.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gradientatlas.axis.BlasKernel;
import org.jspecify.annotations.Nullable;

/**
 * The first CPU that a Linux lists.
 *
 * @param vendor for example {@code GenuineIntel}; empty where it is not listed
 * @param flags of features, as Linux names them; empty where they are not listed
 */
record Cpu(String vendor, Set<String> flags) {
  /** Reads a file of the form of {@code /proc/cpuinfo}; one that is not there says nothing. */
  static Cpu read(Path cpuinfo) {
    if (!Files.isReadable(cpuinfo)) {
      return new Cpu("", Set.of());
    }
    try (Stream<String> lines = Files.lines(cpuinfo)) {
      var first = lines.takeWhile(line -> !line.isBlank()).toList();
      String flags = value(first, "flags");
      return new Cpu(
          value(first, "vendor_id"), flags.isEmpty() ? Set.of() : Set.of(flags.split(" ")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + cpuinfo, e);
    }
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse("");
  }

  /**
   * The kernel to request from OpenBLAS, which falls back to Prescott's on each Intel CPU that is
   * younger than it; null to let it choose.
   */
  @Nullable BlasKernel best() {
    if (runs(BlasKernel.SKYLAKEX)) {
      return BlasKernel.SKYLAKEX;
    }
    return vendor.equals("GenuineIntel") && runs(BlasKernel.HASWELL) ? BlasKernel.HASWELL : null;
  }

  /** Whether oneDNN multiplies small matrices faster than any kernel of OpenBLAS that runs here. */
  boolean fasterByOneDnn() {
    return runs(BlasKernel.HASWELL) && !runs(BlasKernel.SKYLAKEX);
  }

  private boolean runs(BlasKernel kernel) {
    return flags.containsAll(kernel.cpuFlags());
  }
}
