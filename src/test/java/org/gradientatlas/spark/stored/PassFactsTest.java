package org.gradientatlas.spark.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.diagnose.Evidence.ProfilePoint;
import org.gradientatlas.diagnose.LayerFacts;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.spark.stored.StoredEvidence.LayerRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which rows of a pass make the profile of its gradient. */
class PassFactsTest {
  private static final double NONE = Double.NaN;

  private static LayerRow row(
      int layer,
      @Nullable String tensor,
      @Nullable Integer timeStep,
      double delta,
      double stream,
      double theory) {
    var facts =
        new LayerFacts(
            layer,
            new LayerFacts.Delta(delta, theory),
            new LayerFacts.Gradient(0, 0, 0, 0),
            new LayerFacts.Activations(0, 1, 0, 0),
            new LayerFacts.Weights(4, 1, 1, 0));
    return new LayerRow(Phase.PROBE, 0, facts, tensor, timeStep, stream, NONE);
  }

  /** One recurrent layer and the output layer, with these deltas by time step. */
  private static List<ProfilePoint> overTime(boolean truncated, double... deltas) {
    var rows = new ArrayList<>(List.of(row(1, "W", null, 1, NONE, NONE)));
    for (int t = 1; t <= deltas.length; t++) {
      rows.add(row(1, null, t, deltas[t - 1], NONE, t));
    }
    rows.add(row(2, "W", null, 1, NONE, NONE));
    return PassFacts.of(Phase.PROBE, 0, rows, truncated).profile();
  }

  @Test
  void timeStepsThatTruncationCutsOffAreNoneOfTheProfile() {
    assertThat(overTime(true, 0, 0, 0.5, 1)).extracting(ProfilePoint::at).containsExactly(3, 4);
    assertThat(overTime(true, 0.2, 0.3)).extracting(ProfilePoint::at).containsExactly(1, 2);
  }

  /** A gradient that underflows has vanished. */
  @Test
  void timeStepsWithoutAGradientCountWhereNothingIsCut() {
    assertThat(overTime(false, 0, 0, 0.5, 1))
        .extracting(ProfilePoint::delta)
        .containsExactly(0.0, 0.0, 0.5, 1.0);
  }

  private static List<ProfilePoint> overBlocks(double... streams) {
    var rows = new ArrayList<>(List.of(row(0, "W", null, NONE, 1, NONE)));
    for (int block = 1; block <= streams.length; block++) {
      rows.add(row(block, "W1", null, 7, streams[block - 1], -block));
      rows.add(row(block, "b1", null, NONE, NONE, NONE));
    }
    rows.add(row(streams.length + 1, "W", null, 1, NONE, 0));
    return PassFacts.of(Phase.PROBE, 0, rows, false).profile();
  }

  @Test
  void blocksGoByTheStreamWithTheirTheory() {
    assertThat(overBlocks(0.25, 0.5))
        .containsExactly(new ProfilePoint(1, 0.25, -1), new ProfilePoint(2, 0.5, -2));
  }

  /** The factor of a branch starts at 0: that its weights get no gradient is no vanishing. */
  @Test
  void aBranchThatIsShutHasNoGradientToJudge() {
    for (double factor : new double[] {0, 0.5}) {
      List<LayerRow> rows =
          List.of(row(1, "W1", null, 7, 1, 0), scale(factor), row(2, "W", null, 1, NONE, 0));
      double gradient =
          PassFacts.of(Phase.TRAIN, 0, rows, false).layers().get(0).gradient().absMean();
      assertThat(Double.isNaN(gradient)).isEqualTo(factor == 0);
    }
  }

  private static LayerRow scale(double factor) {
    LayerFacts of = row(1, "scale", null, NONE, NONE, NONE).facts();
    var weights = new LayerFacts.Weights(1, factor, factor, 0);
    var facts = new LayerFacts(of.layer(), of.delta(), of.gradient(), of.activations(), weights);
    return new LayerRow(Phase.TRAIN, 0, facts, "scale", null, NONE, NONE);
  }

  @Test
  void whereTheStreamOfABlockOverflowsNoDerivativeCounts() {
    assertThat(overBlocks(0.25, 0.5, NONE))
        .extracting(ProfilePoint::delta)
        .containsExactly(NONE, NONE, NONE);
    assertThat(overBlocks(0.25, 0.5, NONE))
        .extracting(ProfilePoint::theoryLog10Ratio)
        .containsExactly(-1.0, -2.0, -3.0);
  }
}
