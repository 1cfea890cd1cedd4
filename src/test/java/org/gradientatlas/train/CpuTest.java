package org.gradientatlas.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.gradientatlas.axis.BlasKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuTest {
  private static final String INTEL = "GenuineIntel";
  private static final String AMD = "AuthenticAMD";
  private static final Set<String> AVX = Set.of("avx");
  private static final Set<String> AVX2 = Set.of("avx", "avx2", "fma");
  private static final Set<String> HALF_AVX512 =
      Set.of("avx", "avx2", "fma", "avx512f", "avx512bw", "avx512dq");
  private static final Set<String> AVX512 =
      Set.of("avx", "avx2", "fma", "avx512f", "avx512bw", "avx512dq", "avx512vl");

  @Test
  void asksForAvx512KernelsWhereTheCpuHasAllThatTheyNeed() {
    assertThat(new Cpu(INTEL, AVX512).best()).isEqualTo(BlasKernel.SKYLAKEX);
    assertThat(new Cpu(AMD, AVX512).best()).isEqualTo(BlasKernel.SKYLAKEX);
    assertThat(new Cpu(AMD, HALF_AVX512).best()).isNull();
  }

  @Test
  void asksForHaswellsKernelsOnIntelCpusThatOpenBlasMayNotKnow() {
    assertThat(new Cpu(INTEL, AVX2).best()).isEqualTo(BlasKernel.HASWELL);
    assertThat(new Cpu(INTEL, HALF_AVX512).best()).isEqualTo(BlasKernel.HASWELL);
    assertThat(new Cpu(INTEL, AVX).best()).isNull();
    assertThat(new Cpu(AMD, AVX2).best()).isNull();
    assertThat(new Cpu("", Set.of()).best()).isNull();
  }

  @Test
  void asksForOneDnnWhereTheCpuHasAvx2AndOpenBlasNothingBetter() {
    assertThat(new Cpu(INTEL, AVX2).fasterByOneDnn()).isTrue();
    assertThat(new Cpu(AMD, AVX2).fasterByOneDnn()).isTrue();
    assertThat(new Cpu(AMD, Set.of("avx", "avx2")).fasterByOneDnn()).isFalse();
    assertThat(new Cpu(INTEL, AVX512).fasterByOneDnn()).isFalse();
    assertThat(new Cpu("", Set.of()).fasterByOneDnn()).isFalse();
  }

  @Test
  void readsTheFirstCpu(@TempDir Path folder) throws IOException {
    Path cpuinfo = folder.resolve("cpuinfo");
    assertThat(Cpu.read(cpuinfo)).isEqualTo(new Cpu("", Set.of()));
    Files.writeString(
        cpuinfo,
        """
        processor\t: 0
        vendor_id\t: GenuineIntel
        flags\t\t: fpu avx2

        processor\t: 1
        vendor_id\t: AuthenticAMD
        flags\t\t: sse
        """);
    assertThat(Cpu.read(cpuinfo)).isEqualTo(new Cpu(INTEL, Set.of("fpu", "avx2")));
    Files.writeString(cpuinfo, "processor\t: 0\nFeatures\t: fp asimd\n");
    assertThat(Cpu.read(cpuinfo)).isEqualTo(new Cpu("", Set.of()));
  }
}
