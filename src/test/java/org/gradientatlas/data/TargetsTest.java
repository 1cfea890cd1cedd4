package org.gradientatlas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.gradientatlas.axis.architecture.InputShape;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final Targets.StepClasses STEPS =
      new Targets.StepClasses(new int[] {0, 1, 2, 2, 1, 0, 1, 1, 1}, 3, 3);

  @Test
  void anExampleHasAClassAtEachStep() {
    assertThat(STEPS.size()).isEqualTo(3);
    assertThat(STEPS.steps()).isEqualTo(3);
    assertThat(STEPS.width()).isEqualTo(3);
    double[] target = {9, 9, 9, 9, 9};
    STEPS.copy(1, 0, target, 1);
    assertThat(target).containsExactly(9, 0, 0, 1, 9);
    STEPS.copy(1, 2, target, 1);
    assertThat(target).containsExactly(9, 1, 0, 0, 9);
  }

  @Test
  void examplesAreChosenWithAllTheirSteps() {
    Targets.StepClasses chosen = STEPS.of(new int[] {2, 0});
    assertThat(chosen.labels()).containsExactly(1, 1, 1, 0, 1, 2);
    assertThat(chosen.steps()).isEqualTo(3);
  }

  @Test
  void labelsThatAreNoWholeExamplesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Targets.StepClasses(new int[5], 2, 3))
        .withMessage("5 labels are no whole examples of 2 steps");
  }

  @Test
  void otherTargetsHaveOneStep() {
    assertThat(new Targets.Classes(new int[] {1}, 2).steps()).isEqualTo(1);
    assertThat(new Targets.Numbers(new double[] {1, 2}, 2).steps()).isEqualTo(1);
  }

  /** A network that answers once must not learn the first answer of many. */
  @Test
  void severalTargetsAreNotTakenForOne() {
    var series = new Dataset(new float[9], new InputShape.Sequence(3, 1), STEPS);
    assertThatIllegalStateException()
        .isThrownBy(() -> STEPS.copy(0, new double[3], 0))
        .withMessage("an example has 3 targets, not one");
    assertThatIllegalStateException()
        .isThrownBy(() -> series.label(0))
        .withMessage("an example has 3 targets, not one");
    assertThat(series.label(0, 2)).isEqualTo(2);
  }

  @Test
  void aDigestTellsStepsApart() {
    var shape = new InputShape.Sequence(3, 1);
    var one = new RawData(new float[9], shape, STEPS);
    int[] labels = STEPS.labels().clone();
    labels[8] = 0;
    var other = new RawData(new float[9], shape, new Targets.StepClasses(labels, 3, 3));
    assertThat(one.digest()).isNotEqualTo(other.digest());
  }
}
