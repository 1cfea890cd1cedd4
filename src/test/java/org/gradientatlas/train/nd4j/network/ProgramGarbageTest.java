package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps of every architecture, one after the other in a process of their own. */
class ProgramGarbageTest {
  private static final long LITTLE = 512;

  /** What a loop is compiled to must not depend on the networks trained before. */
  @Test
  void stepsOfEveryArchitectureAllocateNothing() throws Exception {
    List<String> lines = OwnProcess.lines(ProgramGarbage.class, Long.toString(LITTLE));
    assertThat(lines).hasSize(2 * ProgramGarbage.architectures().size());
    assertThat(lines)
        .allSatisfy(line -> assertThat(Long.parseLong(line.split(" ")[1])).isLessThan(LITTLE));
  }
}
