package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.Rule;
import org.gradientatlas.report.page.MapAxis;
import org.gradientatlas.report.text.Paint;
import org.gradientatlas.spark.summary.CellTally;
import org.gradientatlas.spark.summary.StudyMap;
import org.gradientatlas.spark.summary.StudyMap.Extreme;
import org.gradientatlas.spark.summary.StudyMap.Spot;
import org.junit.jupiter.api.Test;

/** The map of a study in a terminal. */
class StudyMapTextTest {
  private static final Paint PLAIN = new Paint(false, true);

  private static final EnumMap<Rule, Integer> NO_WARNINGS = new EnumMap<>(Rule.class);

  private static CellTally tally(Mechanism mechanism, int trials, int learned, int diverged) {
    return new CellTally(
        0,
        trials,
        trials,
        learned,
        diverged,
        new EnumMap<>(Map.of(mechanism, trials)),
        NO_WARNINGS,
        0.5 * learned,
        learned,
        true,
        0.5 * trials,
        trials,
        -3.0 * trials,
        trials);
  }

  private static final StudyMap SMALL =
      new StudyMap(
          MapAxis.of("activation", List.of("tanh", "relu")),
          MapAxis.of("initializer", List.of("he-normal")),
          MapAxis.of("depth", List.of("2", "100")),
          Map.of(
              new Spot("tanh", "he-normal", "2"), tally(Mechanism.HEALTHY, 4, 4, 0),
              new Spot("tanh", "he-normal", "100"), tally(Mechanism.VANISHING, 4, 0, 0),
              new Spot("relu", "he-normal", "2"), tally(Mechanism.EXPLODING, 4, 2, 2)),
          List.of(
              new Extreme(
                  "depth=100, activation=tanh",
                  Profile.LAYERS,
                  false,
                  tally(Mechanism.VANISHING, 4, 0, 1))),
          List.of(
              new Extreme(
                  "depth=2, activation=tanh",
                  Profile.LAYERS,
                  false,
                  tally(Mechanism.HEALTHY, 4, 4, 0))));

  @Test
  void aPanelIsALetterAndABarForEachPlace() {
    assertThat(StudyMapText.of(SMALL, PLAIN))
        .isEqualTo(
            """
            What most trials' gradients did, and as a bar the share that learned, by depth:
            E exploding, V vanishing, H healthy

                         tanh      relu
            initializer  2   100   2   100
            he-normal    H█  V▁    E▅

            Worst cells:
              depth=100, activation=tanh
                  vanishing, 0 of 4 learned, 1 diverged
                  delta -3.0 decades from last to first layer at the last record
            Best cells:
              depth=2, activation=tanh
                  healthy, 4 of 4 learned, accuracy 0.500
                  delta -3.0 decades from last to first layer at the last record
            """);
  }

  @Test
  void whereNumbersArePredictedItIsR2() {
    var tally =
        new CellTally(
            0,
            2,
            2,
            1,
            1,
            new EnumMap<>(Map.of(Mechanism.HEALTHY, 2)),
            NO_WARNINGS,
            -12.3456,
            1,
            false,
            0,
            0,
            0,
            0);
    assertThat(StudyMapText.of(extreme(tally), PLAIN))
        .contains("healthy, 1 of 2 learned, 1 diverged, R2 of the others -12.3\n");
  }

  @Test
  void truncationCutsTheFirstTimeStepsOff() {
    CellTally tally = tally(Mechanism.VANISHING, 2, 2, 0);
    var cut = List.of(new Extreme("depth=2", Profile.TIME_STEPS, true, tally));
    var map =
        new StudyMap(
            null,
            null,
            MapAxis.of("depth", List.of("2", "4")),
            Map.of(new Spot("", "", "2"), tally),
            cut,
            cut);
    assertThat(StudyMapText.of(map, PLAIN))
        .contains(
            "      delta -3.0 decades from last to first reached time step at the last record\n");
  }

  @Test
  void warningsHaveALineWithTheMostFrequentFirst() {
    var tally =
        new CellTally(
            0,
            3,
            3,
            3,
            0,
            new EnumMap<>(Map.of(Mechanism.HEALTHY, 3)),
            new EnumMap<>(Map.of(Rule.GATES_SATURATED, 1, Rule.RANK_COLLAPSE, 3)),
            2.7,
            3,
            true,
            0,
            0,
            0,
            0);
    assertThat(StudyMapText.of(extreme(tally), PLAIN))
        .contains(
            "accuracy 0.900\n      warnings: rank collapse in 3 of 3, gates saturated in 1\n");
  }

  @Test
  void withoutTrainingDeltaIsThatOfTheProbe() {
    var tally =
        new CellTally(
            0,
            1,
            0,
            0,
            0,
            new EnumMap<>(Map.of(Mechanism.VANISHING, 1)),
            NO_WARNINGS,
            0,
            0,
            false,
            -4.5,
            1,
            0,
            0);
    assertThat(StudyMapText.of(extreme(tally), PLAIN))
        .contains("vanishing\n      delta -4.5 decades from last to first layer in the probe\n");
  }

  private static StudyMap extreme(CellTally tally) {
    var extreme = List.of(new Extreme("depth=2", Profile.LAYERS, false, tally));
    var place = Map.of(new Spot("", "", "2"), tally);
    return new StudyMap(
        null, null, MapAxis.of("depth", List.of("2", "4")), place, extreme, extreme);
  }

  @Test
  void coloursAddEscapesAndTakeNothingAway() {
    String coloured = StudyMapText.of(SMALL, new Paint(true, true));
    assertThat(coloured).contains("\u001b[38;5;25mV▁\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "").replaceAll(" +\n", "\n"))
        .isEqualTo(StudyMapText.of(SMALL, PLAIN));
  }

  @Test
  void withoutBlocksBarsAreTenths() {
    assertThat(StudyMapText.of(SMALL, new Paint(false, false)))
        .contains("H9  V0    E5")
        .matches("\\A\\p{ASCII}*\\z");
  }

  @Test
  void longAxesAreThinnedOutAndLinesStayShort() {
    List<String> depths = IntStream.rangeClosed(1, 100).mapToObj(Integer::toString).toList();
    List<String> names =
        IntStream.range(0, 30).mapToObj("a-very-long-name-of-a-thing-%d"::formatted).toList();
    var map =
        new StudyMap(
            MapAxis.of("activation", names),
            MapAxis.of("initializer", names),
            MapAxis.of("depth", depths),
            Map.of(new Spot(names.get(0), names.get(0), "1"), tally(Mechanism.DEAD, 1, 0, 0)),
            List.of(),
            List.of());
    String text = StudyMapText.of(map, PLAIN);
    assertThat(text)
        .contains(
            "16 of 30 values of activation, 16 of 30 values of initializer, 14 of 100 values of"
                + " depth")
        .contains(" 1 ")
        .contains(" 100");
    assertThat(text.lines().skip(2)).allMatch(line -> line.length() <= 80);
  }
}
