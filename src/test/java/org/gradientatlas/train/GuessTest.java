package org.gradientatlas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Targets;
import org.junit.jupiter.api.Test;

class GuessTest {
  private static final Dataset SEEN = Dataset.ofClasses(new float[4], 1, new int[] {0, 1, 1, 1}, 3);
  private static final Dataset OTHERS = Dataset.ofClasses(new float[2], 1, new int[] {1, 0}, 3);

  @Test
  void crossEntropyGuessesTheSharesOfTheClasses() {
    Evaluation guess = Guess.of(Loss.SOFTMAX_CROSS_ENTROPY, SEEN).evaluate(OTHERS);
    assertThat(guess.loss()).isCloseTo(-(Math.log(0.75) + Math.log(0.25)) / 2, within(0.07));
    assertThat(guess.accuracy()).isEqualTo(0.5);
  }

  @Test
  void aClassThatWasNeverSeenCostsMuchButNotInfinity() {
    Dataset unseen = Dataset.ofClasses(new float[1], 1, new int[] {2}, 3);
    Evaluation guess = Guess.of(Loss.SOFTMAX_CROSS_ENTROPY, SEEN).evaluate(unseen);
    assertThat(guess.loss()).isBetween(2.5, 4.0);
    assertThat(guess.accuracy()).isZero();
  }

  @Test
  void equalClassesCostTheLogarithmOfTheirNumber() {
    Dataset equal = Dataset.ofClasses(new float[3], 1, new int[] {0, 1, 2}, 3);
    assertThat(Guess.of(Loss.SOFTMAX_CROSS_ENTROPY, equal).evaluate(equal).loss())
        .isCloseTo(Math.log(3), within(1e-12));
  }

  @Test
  void squaresGuessTheMeanAndCostTheVariance() {
    Dataset numbers = Dataset.ofNumbers(new float[4], 1, new double[] {1, 2, 3, 6}, 1);
    Evaluation guess = Guess.of(Loss.MSE, numbers).evaluate(numbers);
    assertThat(guess.loss()).isCloseTo((4 + 1 + 0 + 9) / 4.0, within(1e-12));
    assertThat(guess.accuracy()).isNaN();
  }

  /** Two examples of three steps: always 0, either, and either; as copying has blanks first. */
  @Test
  void classesAtEachStepAreGuessedByTheirSharesAtThatStep() {
    var classes = new Targets.StepClasses(new int[] {0, 0, 1, 0, 1, 0}, 3, 2);
    var series = new Dataset(new float[12], new InputShape.Sequence(3, 2), classes);
    Evaluation guess = Guess.of(Loss.SOFTMAX_CROSS_ENTROPY, series).evaluate(series);
    double unseen = Math.log(1.0 / (2 * 3));
    double first = Math.log(1 + Math.exp(unseen));
    assertThat(guess.loss()).isCloseTo((first + 2 * Math.log(2)) / 3, within(1e-12));
    assertThat(guess.accuracy()).isCloseTo(4 / 6.0, within(1e-12));
  }
}
