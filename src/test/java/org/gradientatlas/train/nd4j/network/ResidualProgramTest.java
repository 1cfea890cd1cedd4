package org.gradientatlas.train.nd4j.network;


import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.BranchScale;
import org.gradientatlas.axis.architecture.NormPlace;
import org.gradientatlas.axis.architecture.ResidualBlocks;
import org.gradientatlas.train.TrialFixture;
import org.junit.jupiter.api.Test;

/** Residual blocks as programs. */
class ResidualProgramTest {
  private static List<ResidualBlocks> architectures() {
    var all = new ArrayList<ResidualBlocks>();
    for (NormPlace norm : NormPlace.values()) {
      for (BranchScale scale : BranchScale.values()) {
        for (int branch = scale == BranchScale.FIXUP ? 2 : 1; branch <= 3; branch++) {
          all.add(new ResidualBlocks(norm, branch, scale));
        }
      }
    }
    return all;
  }

  private static TrialFixture fixture(ResidualBlocks architecture) {
    return new TrialFixture().architecture(architecture);
  }

  @Test
  void gradientsAgreeWithDifferencesForEverySetting() {
    for (ResidualBlocks architecture : architectures()) {
      for (boolean bias : List.of(true, false)) {
        Differences.check(fixture(architecture).bias(bias).trial(), TrialFixture.data());
      }
    }
  }

  @Test
  void gradientsAgreeWithDifferencesForEverySmoothActivationAndInitializer() {
    var blocks = new ResidualBlocks(NormPlace.PRE, 2, BranchScale.ONE);
    for (Activation activation :
        List.of(Activation.SIGMOID, Activation.GELU, Activation.SWISH, Activation.SOFTPLUS)) {
      for (Initializer initializer :
          List.of(Initializer.LECUN_NORMAL, Initializer.ORTHOGONAL, Initializer.XAVIER_UNIFORM)) {
        Differences.check(
            fixture(blocks)
                .activation(Variant.of(activation))
                .initializer(TrialFixture.variant(initializer))
                .trial(),
            TrialFixture.data());
      }
    }
  }
}
