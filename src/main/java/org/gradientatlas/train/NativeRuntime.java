package org.gradientatlas.train;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The native libraries of this process: which matrix kernels OpenBLAS runs, and on how many
 * threads.
 *
 * <p>OpenBLAS reads its environment once, while it loads, and 0.3.19 does not know every CPU with
 * AVX-512 by name: on those it falls back to kernels that are 2 to 3 times slower. So {@link
 * #prepare} comes before anything of ND4J, in every process that trains. It is the host's own CPU
 * that decides: AVX-512 kernels kill a process on a CPU without them.
 */
public final class NativeRuntime {
  private static final String CORE_TYPE = "OPENBLAS_CORETYPE";
  private static final Path CPU = Path.of("/proc/cpuinfo");

  /** What OpenBLAS's SKYLAKEX kernels need. */
  private static final List<String> AVX512 = List.of("avx512f", "avx512bw", "avx512dq", "avx512vl");

  private NativeRuntime() {}

  /** The one function of libc that is needed: Java cannot set its own environment. */
  interface Libc extends Library {
    int setenv(String name, String value, int overwrite);
  }

  /**
   * Loads ND4J and OpenBLAS. Later calls only check and set the threads again. A variable that the
   * user set in the environment wins over the automatic choice.
   *
   * @param threads of each native operation; 1 where task slots train side by side
   * @param kernel the OpenBLAS core type that results must come from, for example {@code HASWELL};
   *     null for the best of this host
   * @throws IllegalStateException if another kernel than the required one runs
   */
  public static synchronized void prepare(int threads, @Nullable String kernel) {
    String count = Integer.toString(threads);
    setDefault("OMP_NUM_THREADS", count);
    setDefault("OPENBLAS_NUM_THREADS", count);
    String chosen = kernel == null ? coreType(cpuFlags(CPU)) : kernel;
    if (chosen != null) {
      setDefault(CORE_TYPE, chosen);
    }
    Loader.load(openblas_nolapack.class);
    requireKernel(kernel);
    // ND4J reads Java's copy of the environment, which setenv does not reach.
    Nd4j.getEnvironment().setMaxThreads(threads);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    openblas("openblas_set_num_threads").invokeVoid(new Object[] {threads});
  }

  /** The OpenBLAS core type whose kernels run in this process, for example {@code SkylakeX}. */
  public static synchronized String blasKernel() {
    Loader.load(openblas_nolapack.class);
    return openblas("openblas_get_corename").invokeString(new Object[0], false);
  }

  /** How many threads one matrix product may use. */
  public static synchronized int blasThreads() {
    Loader.load(openblas_nolapack.class);
    return openblas("openblas_get_num_threads").invokeInt(new Object[0]);
  }

  /** The core type to ask OpenBLAS for; null to let it choose. */
  static @Nullable String coreType(Set<String> cpuFlags) {
    return cpuFlags.containsAll(AVX512) ? "SKYLAKEX" : null;
  }

  /** The feature flags of the first CPU; empty where the system does not list them. */
  static Set<String> cpuFlags(Path cpuinfo) {
    if (!Files.isReadable(cpuinfo)) {
      return Set.of();
    }
    try (var lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Set.copyOf(List.of(line.substring(line.indexOf(':') + 1).trim().split(" "))))
          .orElse(Set.of());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot read " + cpuinfo, e);
    }
  }

  private static void requireKernel(@Nullable String kernel) {
    if (kernel != null && !kernel.equalsIgnoreCase(blasKernel())) {
      throw new IllegalStateException(
          "training.blas-kernel = "
              + kernel
              + ", but OpenBLAS runs "
              + blasKernel()
              + ": this CPU lacks that kernel, "
              + CORE_TYPE
              + " is set to another, or this process loaded OpenBLAS before");
    }
  }

  private static void setDefault(String name, String value) {
    if (!Platform.isWindows()) {
      Native.load("c", Libc.class).setenv(name, value, 0);
    }
  }

  private static Function openblas(String function) {
    return Function.getFunction(new Pointer(Loader.addressof(function).address()));
  }
}
