package org.gradientatlas.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.NumberArray;
import org.junit.jupiter.api.Test;

class HeapTest {
  @Test
  void leavesRoomForTheRest() {
    var heap = new Heap("x.csv", "--driver-memory", () -> 1_000_000_000L);
    assertThatCode(() -> heap.require(700_000_000L)).doesNotThrowAnyException();
    assertThatThrownBy(() -> heap.require(700_000_001L))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "x.csv needs another 700 MB, more than the heap has left; give the process more with --"
                + " --driver-memory 2g, or take less");
  }

  @Test
  void numbersAreRefusedBeforeTheyAreTaken() {
    var numbers = new NumberBuffer(new Heap("x.csv", "--driver-memory", () -> 100_000L));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100_000; i++) {
                numbers.add(i);
              }
            })
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith("x.csv needs another");
    assertThat(numbers.size()).isBetween(10_000, 20_000);
  }

  @Test
  void floatsServeAsLongAsTheyAreExact() {
    var numbers = new NumberBuffer(Heap.ofDriver("x.csv"));
    for (int i = 0; i < 3000; i++) {
      numbers.add(i / 8.0);
    }
    assertThat(numbers.array()).isInstanceOf(NumberArray.Floats.class);
    numbers.add(0.1);
    assertThat(numbers.array()).isInstanceOf(NumberArray.Doubles.class);
    assertThat(numbers.array().length()).isEqualTo(3001);
    assertThat(numbers.array().get(2999)).isEqualTo(2999 / 8.0);
    assertThat(numbers.array().get(3000)).isEqualTo(0.1);
  }
}
