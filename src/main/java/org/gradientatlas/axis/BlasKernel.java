package org.gradientatlas.axis;

import java.util.Set;

/**
 * OpenBLAS's matrix kernels, by its name for the CPU they are written for. Each sums in its own
 * order, so results differ by rounding.
 */
public enum BlasKernel implements Choice {
  PRESCOTT("pni"),
  CORE2("ssse3"),
  NEHALEM("sse4_2"),
  BARCELONA("sse4a"),
  SANDYBRIDGE("avx"),
  BULLDOZER("avx fma4"),
  PILEDRIVER("avx fma4 fma"),
  STEAMROLLER("avx fma4 fma"),
  EXCAVATOR("avx2 fma4 fma"),
  HASWELL("avx2 fma"),
  ZEN("avx2 fma"),
  SKYLAKEX("avx512f avx512bw avx512dq avx512vl"),
  COOPERLAKE("avx512f avx512bw avx512dq avx512vl avx512_bf16");

  private final String cpuFlags;

  BlasKernel(String cpuFlags) {
    this.cpuFlags = cpuFlags;
  }

  /**
   * The flags that a CPU must have, as Linux lists them; without them the kernel kills the process.
   */
  public Set<String> cpuFlags() {
    return Set.of(cpuFlags.split(" "));
  }

  @Override
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
