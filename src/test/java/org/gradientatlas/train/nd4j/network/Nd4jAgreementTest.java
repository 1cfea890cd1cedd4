package org.gradientatlas.train.nd4j.network;

import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.AgreementTrials;
import org.gradientatlas.train.Engine;
import org.gradientatlas.train.EngineComparison;
import org.gradientatlas.train.LonghandEngine;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.engine.Engines;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fast engine against {@code LonghandNetwork}, field by field. */
class Nd4jAgreementTest {
  private final Engine engine = Engines.of(EngineKind.ND4J);

  @ParameterizedTest
  @EnumSource
  void agreesWithLonghand(Precision precision) {
    for (Trial trial : AgreementTrials.all(precision)) {
      EngineComparison.assertAgree(engine, new LonghandEngine(), trial, TrialFixture.data());
    }
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithLonghandOnRemedies(Precision precision) {
    for (Trial trial : AgreementTrials.remedied(precision)) {
      EngineComparison.assertAgree(engine, new LonghandEngine(), trial, TrialFixture.data());
    }
  }
}
