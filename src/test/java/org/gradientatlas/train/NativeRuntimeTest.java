package org.gradientatlas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.gradientatlas.NativesForTests;
import org.gradientatlas.axis.BlasKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class NativeRuntimeTest {
  @Test
  void asksForAvx512KernelsWhereTheCpuHasAllThatTheyNeed() {
    assertThat(NativeRuntime.best(Set.of("avx2", "avx512f", "avx512bw", "avx512dq"))).isNull();
    assertThat(NativeRuntime.best(Set.of("avx512vl", "avx512f", "avx512bw", "avx512dq")))
        .isEqualTo(BlasKernel.SKYLAKEX);
  }

  @Test
  void asksForOneDnnWhereTheCpuHasAvx2AndOpenBlasNothingBetter() {
    assertThat(NativeRuntime.fasterByOneDnn(Set.of("avx", "avx2", "fma"))).isTrue();
    assertThat(NativeRuntime.fasterByOneDnn(Set.of("avx", "avx2"))).isFalse();
    assertThat(
            NativeRuntime.fasterByOneDnn(
                Set.of("avx2", "fma", "avx512vl", "avx512f", "avx512bw", "avx512dq")))
        .isFalse();
    assertThat(NativeRuntime.fasterByOneDnn(Set.of())).isFalse();
  }

  @Test
  void theEnvironmentDecidesOnOneDnnIfItSaysSo() {
    Set<String> avx2 = Set.of("avx2", "fma");
    assertThat(NativeRuntime.wantsOneDnn(null, null, avx2)).isTrue();
    assertThat(NativeRuntime.wantsOneDnn("", "Zen", avx2)).isFalse();
    assertThat(NativeRuntime.wantsOneDnn("on", "Zen", Set.of())).isTrue();
    assertThat(NativeRuntime.wantsOneDnn("off", null, avx2)).isFalse();
    assertThatThrownBy(() -> NativeRuntime.wantsOneDnn("yes", null, avx2))
        .hasMessage("GRADIENT_ATLAS_ONEDNN is on or off, not yes");
  }

  @Test
  void aKernelThatAStudyPinsIsAloneInTheProcess() {
    boolean chosen = NativeRuntime.oneDnn();
    NativeRuntime.prepare(1, NativesForTests.running());
    assertThat(NativeRuntime.oneDnn()).isFalse();
    NativeRuntime.prepare(1, null);
    assertThat(NativeRuntime.oneDnn()).isEqualTo(chosen);
  }

  @Test
  void readsTheFlagsOfTheFirstCpu(@TempDir Path folder) throws IOException {
    Path cpuinfo = folder.resolve("cpuinfo");
    assertThat(NativeRuntime.cpuFlags(cpuinfo)).isEmpty();
    Files.writeString(cpuinfo, "processor\t: 0\nflags\t\t: fpu avx2\n\nflags\t\t: sse\n");
    assertThat(NativeRuntime.cpuFlags(cpuinfo)).containsExactlyInAnyOrder("fpu", "avx2");
  }

  @Test
  void usesOneThreadPerProduct() {
    assertThat(NativeRuntime.blasThreads()).isEqualTo(1);
    assertThat(Nd4j.getEnvironment().maxThreads()).isEqualTo(1);
  }

  @Test
  void acceptsTheKernelThatRunsAndNoOther() {
    NativeRuntime.prepare(1, NativesForTests.running());
    BlasKernel other = NativesForTests.other();
    assertThatThrownBy(() -> NativeRuntime.prepare(1, other))
        .isInstanceOf(BlasKernelException.class)
        .hasMessageStartingWith(
            "training.blas-kernel = %s, but OpenBLAS runs %s: "
                .formatted(other.label(), NativeRuntime.blasKernel()));
  }

  @Test
  void refusesAKernelThatWouldKillTheProcess() {
    assertThatThrownBy(
            () -> NativeRuntime.requireFlags(BlasKernel.SKYLAKEX, Set.of("avx2", "avx512f")))
        .isInstanceOf(BlasKernelException.class)
        .hasMessage(
            "training.blas-kernel = skylakex cannot run on this CPU:"
                + " it lacks avx512bw, avx512dq, avx512vl");
    NativeRuntime.requireFlags(BlasKernel.SKYLAKEX, Set.of());
    NativeRuntime.requireFlags(BlasKernel.HASWELL, Set.of("fma", "avx", "avx2"));
  }
}
