package org.gradientatlas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.gradientatlas.NativesForTests;
import org.gradientatlas.axis.BlasKernel;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class NativeRuntimeTest {
  @Test
  void theEnvironmentDecidesOnOneDnnIfItSaysSo() {
    var avx2 = new Cpu("AuthenticAMD", Set.of("avx2", "fma"));
    var unknown = new Cpu("", Set.of());
    assertThat(NativeRuntime.wantsOneDnn(null, null, avx2)).isTrue();
    assertThat(NativeRuntime.wantsOneDnn("", "Zen", avx2)).isFalse();
    assertThat(NativeRuntime.wantsOneDnn("on", "Zen", unknown)).isTrue();
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
