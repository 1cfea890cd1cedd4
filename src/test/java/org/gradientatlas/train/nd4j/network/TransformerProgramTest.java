package org.gradientatlas.train.nd4j.network;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.BranchScale;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.NormPlace;
import org.gradientatlas.axis.architecture.Transformer;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.train.TrialFixture;
import org.junit.jupiter.api.Test;

/** Transformers as programs. */
class TransformerProgramTest {
  private static final int TOKENS = 5;
  private static final Transformer PLAIN =
      new Transformer(2, NormPlace.PRE, 2, true, BranchScale.ONE, true, true, false);

  /** Twenty sequences of five instants with three numbers. */
  private static Dataset data() {
    Dataset flat = TrialFixture.data();
    float[] features = new float[20 * TOKENS * 3];
    for (int i = 0; i < features.length; i++) {
      features[i] = flat.features()[i % flat.features().length] + (float) Math.sin(i);
    }
    return new Dataset(features, new InputShape.Sequence(TOKENS, 3), flat.targets());
  }

  private static TrialFixture fixture(Transformer architecture) {
    return new TrialFixture().depth(2).architecture(architecture);
  }

  private static List<Transformer> architectures() {
    var all = new ArrayList<Transformer>();
    int count = 0;
    for (NormPlace norm : NormPlace.values()) {
      for (BranchScale scale :
          List.of(BranchScale.ONE, BranchScale.DEPTH_SCALED, BranchScale.DEEPNORM)) {
        for (int heads : new int[] {1, 2, 3}) {
          count++;
          boolean skips = scale != BranchScale.ONE || count % 2 == 0;
          all.add(
              new Transformer(
                  heads, norm, count % 3, skips, scale, count % 5 < 3, heads < 3, count % 4 < 2));
        }
      }
    }
    return all;
  }

  @Test
  void gradientsAgreeWithDifferencesForManySettings() {
    for (Transformer architecture : architectures()) {
      for (boolean bias : List.of(true, false)) {
        Differences.check(fixture(architecture).bias(bias).trial(), data());
      }
    }
  }

  @Test
  void gradientsAgreeWithDifferencesForSmoothActivationsAndInitializers() {
    for (Activation activation : List.of(Activation.GELU, Activation.SWISH, Activation.SIGMOID)) {
      for (Initializer initializer : List.of(Initializer.LECUN_NORMAL, Initializer.ORTHOGONAL)) {
        Differences.check(
            fixture(PLAIN)
                .activation(Variant.of(activation))
                .initializer(TrialFixture.variant(initializer))
                .trial(),
            data());
      }
    }
  }

  @Test
  void vectorLoopsTrainAsThePlainOnesDo() {
    for (Transformer architecture : architectures()) {
      TrialFixture small =
          fixture(architecture)
              .width(42)
              .initializer(Variant.of(Initializer.LECUN_NORMAL))
              .learningRate(0.001);
      ProgramRuns.agree(
          small.precision(Precision.FLOAT64).trial(),
          small.precision(Precision.FLOAT32).trial(),
          data());
    }
  }

  @Test
  void trainsUnderEveryClipRuleAndOptimizer() {
    for (ClipRule clip : ClipRule.values()) {
      for (Optimizer optimizer : Optimizer.values()) {
        TrialFixture small =
            fixture(PLAIN)
                .width(42)
                .learningRate(0.01)
                .clip(TrialFixture.variant(clip))
                .optimizer(TrialFixture.variant(optimizer));
        ProgramRuns.agree(
            small.precision(Precision.FLOAT64).trial(),
            small.precision(Precision.FLOAT32).trial(),
            data());
      }
    }
  }

  @Test
  void repeatsItselfBitByBit() {
    ProgramRuns.repeats(fixture(PLAIN).width(42).precision(Precision.FLOAT32).trial(), data());
  }

  @Test
  void scoresAPartOfABatchByItsOwnExamples() {
    ProgramRuns.scoresParts(fixture(PLAIN).trial(), data());
  }
}
