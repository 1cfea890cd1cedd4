package org.gradientatlas.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvalidDataExceptionTest {
  @Test
  void namesEveryProblemOnALineOfItsOwn() {
    assertThat(new InvalidDataException(List.of("a", "b"))).hasMessage("a\nb");
  }

  @Test
  void aLongListOfProblemsIsCutAndCounted() {
    List<String> problems = IntStream.range(0, 23).mapToObj(i -> "problem " + i).toList();
    var exception = new InvalidDataException(problems);
    assertThat(exception)
        .message()
        .startsWith("problem 0\nproblem 1\n")
        .endsWith("\nproblem 19\nand 3 more")
        .hasLineCount(21);
    assertThat(exception.problems()).isEqualTo(problems);
  }
}
