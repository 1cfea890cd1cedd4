package org.gradientatlas.train.nd4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.Pointer;
import org.gradientatlas.axis.Precision;
import org.junit.jupiter.api.Test;

class ArenaTest {
  @Test
  void tensorsAreZeroInMemoryThatHasBeenUsed() {
    for (int network = 0; network < 3; network++) {
      try (var arena = new Arena(Precision.FLOAT64)) {
        Tensor tensor = arena.take(300, 300);
        for (long i = 0; i < tensor.size(); i++) {
          assertThat(tensor.doubles(0).get(i)).isZero();
          tensor.doubles(0).put(i, 1);
        }
      }
    }
  }

  @Test
  void noTensorSharesACacheLine() {
    try (var arena = new Arena(Precision.FLOAT32)) {
      for (int size : new int[] {1, 17, 300, 1, 200_000, 64, 3_000_000, 5}) {
        assertThat(arena.take(size, 1).floats(0).address() % 64).isZero();
      }
    }
  }

  @Test
  void whatDoesNotFitIsAnErrorOfThisTrialAndNotTheEndOfTheProcess() {
    try (var arena = new Arena(Precision.FLOAT32)) {
      int side = (int) Math.sqrt(Pointer.maxBytes() / 4.0) + 100;
      assertThatThrownBy(() -> arena.take(side, side))
          .isInstanceOf(OutOfMemoryError.class)
          .hasStackTraceContaining("maxBytes");
    }
  }
}
