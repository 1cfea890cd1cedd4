package org.gradientatlas.train.nd4j.network;

import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.axis.architecture.Recurrent.Cell;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.train.TrialFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recurrent networks against differences. */
class RecurrentProgramTest {
  private static TrialFixture fixture(Cell cell) {
    return new TrialFixture().architecture(new Recurrent(cell, 1, 0));
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAgreeWithDifferencesWhereverTheLossIs(Cell cell) {
    for (Loss loss : Loss.values()) {
      for (int timeSteps : new int[] {1, 2, 7}) {
        Differences.check(fixture(cell).loss(loss).trial(), Sequences.labelled(timeSteps));
      }
      Differences.check(fixture(cell).loss(loss).trial(), Sequences.labelledEach(5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAgreeWithDifferencesForEveryInitializerAndShape(Cell cell) {
    Dataset data = Sequences.labelled(5);
    for (Initializer initializer : Initializer.values()) {
      Differences.check(fixture(cell).initializer(TrialFixture.variant(initializer)).trial(), data);
    }
    for (int depth : new int[] {1, 2}) {
      for (int width : new int[] {1, 17}) {
        for (boolean bias : new boolean[] {true, false}) {
          Differences.check(fixture(cell).depth(depth).width(width).bias(bias).trial(), data);
        }
      }
    }
  }
}
