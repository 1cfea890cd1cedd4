package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps of every architecture, one after the other in a process of their own. */
class ProgramGarbageTest {
  private static final long LITTLE = 512;

  /** What a loop is compiled to must not depend on the networks trained before. */
  @Test
  void stepsOfEveryArchitectureAllocateNothing() throws Exception {
    Map<String, Long> bytes = OwnProcess.least(ProgramGarbage.class, LITTLE);
    assertThat(bytes).hasSize(2 * ProgramGarbage.architectures().size());
    assertThat(bytes).allSatisfy((name, its) -> assertThat(its).as(name).isLessThan(LITTLE));
  }
}
