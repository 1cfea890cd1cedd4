package org.gradientatlas.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordScheduleTest {
  static Stream<RecordSchedule> all() {
    return Stream.of(
        new RecordSchedule.Log(),
        new RecordSchedule.Every(),
        new RecordSchedule.Steps(List.of()),
        new RecordSchedule.Steps(List.of(0)),
        new RecordSchedule.Steps(List.of(250, 3, 3, 70, 1000)));
  }

  private static List<Integer> recorded(RecordSchedule schedule, int steps) {
    return IntStream.range(0, steps).filter(s -> schedule.records(s, steps)).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void countIsTheNumberOfRecordedSteps(RecordSchedule schedule) {
    for (int steps = 0; steps <= 300; steps++) {
      assertThat(schedule.count(steps)).isEqualTo(recorded(schedule, steps).size());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void lastStepIsAlwaysRecorded(RecordSchedule schedule) {
    for (int steps = 1; steps <= 300; steps++) {
      assertThat(schedule.records(steps - 1, steps)).isTrue();
    }
  }

  @Test
  void everyKindIsTested() {
    assertThat(all().map(Object::getClass).distinct())
        .hasSameElementsAs(List.of(RecordSchedule.class.getPermittedSubclasses()));
  }

  @Test
  void logIsZeroThePowersOfTwoAndTheLast() {
    assertThat(recorded(new RecordSchedule.Log(), 101))
        .containsExactly(0, 1, 2, 4, 8, 16, 32, 64, 100);
    assertThat(recorded(new RecordSchedule.Log(), 65)).containsExactly(0, 1, 2, 4, 8, 16, 32, 64);
  }

  @Test
  void givenStepsAreSortedAndStopWhereTheTrialDoes() {
    assertThat(recorded(new RecordSchedule.Steps(List.of(9, 2, 2, 50)), 20))
        .containsExactly(2, 9, 19);
    assertThat(new RecordSchedule.Steps(List.of(9, 2, 2)))
        .isEqualTo(new RecordSchedule.Steps(List.of(2, 9)));
  }
}
