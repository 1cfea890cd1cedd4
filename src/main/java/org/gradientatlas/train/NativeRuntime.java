package org.gradientatlas.train;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.gradientatlas.axis.BlasKernel;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native libraries of this process: which matrix kernels run, and on how many threads.
 *
 * <p>OpenBLAS reads its environment once, while it loads, and 0.3.19 does not know every CPU by
 * name: on those it falls back to kernels that are 2 to 3 times slower. So every process that
 * trains calls {@link #prepare} before it touches ND4J. The host's own CPU decides: AVX-512 kernels
 * kill a process on a CPU without AVX-512.
 *
 * <p>On a CPU with AVX2 and no AVX-512 oneDNN multiplies small matrices 1.2 to 1.7 times as fast as
 * OpenBLAS, so it is loaded there, unless an OpenBLAS kernel is asked for. {@code
 * GRADIENT_ATLAS_ONEDNN=on} or {@code off} overrides this on any CPU; a study that pins a kernel
 * uses OpenBLAS only.
 */
public final class NativeRuntime {
  private static final String CORE_TYPE = "OPENBLAS_CORETYPE";

  /** Environment variable, {@code on} or {@code off}: whether oneDNN multiplies. */
  private static final String ONEDNN = "GRADIENT_ATLAS_ONEDNN";

  private static final String KEY = "training.blas-kernel = ";
  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final Logger LOG = LoggerFactory.getLogger(NativeRuntime.class);

  /** Process-wide, like the OpenBLAS kernel. */
  private static volatile boolean oneDnn;

  private static boolean openBlasLoaded;

  /** Of OpenBLAS, which chooses it while it loads; null before. */
  private static @Nullable String coreName;

  private NativeRuntime() {}

  /** Java cannot set its own environment; libc can. */
  interface Libc extends Library {
    int setenv(String name, String value, int overwrite);
  }

  /**
   * Loads ND4J, OpenBLAS and, where it is faster, oneDNN. Later calls only check and set the
   * threads again. A variable that the user set in the environment wins over the automatic choice.
   *
   * @param threads of each native operation; 1 where task slots train side by side
   * @param kernel the kernel that results must come from; null for the host's best
   * @throws BlasKernelException if this CPU cannot run the required kernel, or another one runs
   */
  public static synchronized void prepare(int threads, @Nullable BlasKernel kernel) {
    Cpu cpu = Cpu.read(CPU);
    if (kernel != null) {
      requireFlags(kernel, cpu.flags());
    }
    String count = Integer.toString(threads);
    setDefault("OMP_NUM_THREADS", count);
    setDefault("OPENBLAS_NUM_THREADS", count);
    BlasKernel chosen = kernel == null ? cpu.best() : kernel;
    if (chosen != null) {
      setDefault(CORE_TYPE, chosen.name());
    }
    loadOpenBlas();
    if (kernel != null) {
      requireLoaded(kernel);
    }
    // ND4J reads Java's copy of the environment, which setenv does not reach.
    Nd4j.getEnvironment().setMaxThreads(threads);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    openblas("openblas_set_num_threads").invokeVoid(new Object[] {threads});
    // After ND4J: oneDNN shares its OpenMP, and so its thread count.
    oneDnn =
        kernel == null
            && wantsOneDnn(System.getenv(ONEDNN), System.getenv(CORE_TYPE), cpu)
            && OneDnn.LOADED;
  }

  /** Whether oneDNN may multiply in this process. */
  public static boolean oneDnn() {
    return oneDnn;
  }

  /** The OpenBLAS core type whose kernels run in this process, for example {@code SkylakeX}. */
  public static synchronized String blasKernel() {
    String known = coreName;
    if (known == null) {
      loadOpenBlas();
      known = openblas("openblas_get_corename").invokeString(new Object[0], false);
      coreName = known;
    }
    return known;
  }

  /** How many threads one matrix product may use. */
  public static synchronized int blasThreads() {
    loadOpenBlas();
    return openblas("openblas_get_num_threads").invokeInt(new Object[0]);
  }

  /** As the user said; otherwise where it is faster, unless the user chose an OpenBLAS kernel. */
  static boolean wantsOneDnn(@Nullable String said, @Nullable String coreType, Cpu cpu) {
    if (said == null || said.isEmpty()) {
      return coreType == null && cpu.fasterByOneDnn();
    }
    if (said.equals("on") || said.equals("off")) {
      return said.equals("on");
    }
    throw new BlasKernelException(ONEDNN + " is on or off, not " + said);
  }

  /** Without a list of flags, OpenBLAS must find out by itself. */
  static void requireFlags(BlasKernel kernel, Set<String> cpuFlags) {
    var missing = new TreeSet<>(kernel.cpuFlags());
    missing.removeAll(cpuFlags);
    if (!cpuFlags.isEmpty() && !missing.isEmpty()) {
      throw new BlasKernelException(
          KEY + kernel.label() + " cannot run on this CPU: it lacks " + String.join(", ", missing));
    }
  }

  private static void requireLoaded(BlasKernel kernel) {
    String running = blasKernel();
    if (!kernel.label().equalsIgnoreCase(running)) {
      throw new BlasKernelException(
          KEY
              + kernel.label()
              + ", but OpenBLAS runs "
              + running
              + ": "
              + CORE_TYPE
              + " is set to another, or this process loaded OpenBLAS before");
    }
  }

  private static void setDefault(String name, String value) {
    if (!Platform.isWindows()) {
      Native.load("c", Libc.class).setenv(name, value, 0);
    }
  }

  /** Looking for a library that is loaded takes JavaCPP a millisecond. */
  private static synchronized void loadOpenBlas() {
    if (!openBlasLoaded) {
      Loader.load(openblas_nolapack.class);
      openBlasLoaded = true;
    }
  }

  private static Function openblas(String function) {
    return Function.getFunction(new Pointer(Loader.addressof(function).address()));
  }

  /** Loads oneDNN once, on first use. */
  private static final class OneDnn {
    static final boolean LOADED = load();

    private static boolean load() {
      try {
        Loader.load(dnnl.class);
      } catch (LinkageError e) {
        LOG.warn("oneDNN does not load, products are OpenBLAS's, more slowly: {}", e.toString());
        return false;
      }
      // The same kernels on every CPU.
      dnnl.dnnl_set_max_cpu_isa(dnnl.dnnl_cpu_isa_avx2);
      return true;
    }
  }
}
