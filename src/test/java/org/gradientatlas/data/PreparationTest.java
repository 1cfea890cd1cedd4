package org.gradientatlas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class PreparationTest {
  private static UniformRandomProvider random(long seed) {
    return RandomSource.XO_SHI_RO_256_PP.create(seed);
  }

  /** Example i holds i, -3 i^2 and the constant 0.1, and its target is i. */
  private static RawData numbered(int examples) {
    float[] features = new float[3 * examples];
    for (int i = 0; i < examples; i++) {
      features[3 * i] = i;
      features[3 * i + 1] = -3f * i * i;
      features[3 * i + 2] = 0.1f;
    }
    double[] targets = IntStream.range(0, examples).asDoubleStream().toArray();
    return new RawData(features, 3, new Targets.Numbers(targets, 1));
  }

  private static DataSpec spec(double validation, boolean standardize) {
    return new TeacherSpec(3, 1, 0, 0, 0, false, validation, standardize);
  }

  @Test
  void partsAreDisjointAndCoverTheExamples() {
    Split split = Preparation.split(numbered(101), spec(0.25, false), random(1));
    assertThat(split.validation().size()).isEqualTo(25);
    assertThat(split.training().size()).isEqualTo(76);
    double[] together =
        DoubleStream.concat(
                Arrays.stream(Drawn.targets(split.training().targets())),
                Arrays.stream(Drawn.targets(split.validation().targets())))
            .toArray();
    assertThat(together).isNotEqualTo(Drawn.targets(numbered(101).targets()));
    assertThat(Arrays.stream(together).sorted().toArray())
        .isEqualTo(Drawn.targets(numbered(101).targets()));
  }

  @Test
  void featuresStayWithTheirTargets() {
    Split split = Preparation.split(numbered(40), spec(0.5, false), random(1));
    for (Dataset part : new Dataset[] {split.training(), split.validation()}) {
      for (int i = 0; i < part.size(); i++) {
        float number = (float) Drawn.targets(part.targets())[i];
        assertThat(Arrays.copyOfRange(part.features(), 3 * i, 3 * i + 3))
            .containsExactly(number, -3 * number * number, 0.1f);
      }
    }
  }

  @Test
  void orderIsDecidedByTheStreamAlone() {
    double[] first = training(random(1));
    assertThat(training(random(1))).isEqualTo(first);
    assertThat(training(random(2))).isNotEqualTo(first);
  }

  private static double[] training(UniformRandomProvider random) {
    return Drawn.targets(
        Preparation.split(numbered(50), spec(0.2, false), random).training().targets());
  }

  @Test
  void withoutAShareTheValidationSetIsTheTrainingSet() {
    Split split = Preparation.split(numbered(10), spec(0, true), random(1));
    assertThat(split.validation()).isSameAs(split.training());
    assertThat(split.training().size()).isEqualTo(10);
    assertThat(StatUtils.populationVariance(column(split.training(), 0)))
        .isCloseTo(1, within(1e-6));
  }

  @Test
  void standardizesBothPartsByTheTrainingPart() {
    Split raw = Preparation.split(numbered(100), spec(0.3, false), random(1));
    Split split = Preparation.split(numbered(100), spec(0.3, true), random(1));
    for (int j = 0; j < 2; j++) {
      double[] before = column(raw.training(), j);
      double mean = StatUtils.mean(before);
      double sd = Math.sqrt(StatUtils.populationVariance(before));
      assertThat(column(split.training(), j))
          .usingComparatorWithPrecision(1e-5)
          .containsExactly(Arrays.stream(before).map(x -> (x - mean) / sd).toArray());
      assertThat(column(split.validation(), j))
          .usingComparatorWithPrecision(1e-5)
          .containsExactly(
              Arrays.stream(column(raw.validation(), j)).map(x -> (x - mean) / sd).toArray());
      assertThat(StatUtils.mean(column(split.validation(), j))).isNotCloseTo(0, within(1e-3));
    }
    assertThat(Drawn.targets(split.training().targets()))
        .isEqualTo(Drawn.targets(raw.training().targets()));
  }

  private static DataSpec.Table table(Missing missing, boolean standardize, boolean targets) {
    return new DataSpec.Table(
        DataSpec.Format.CSV,
        "x",
        List.of(),
        List.of(),
        "y",
        false,
        missing,
        1,
        0.3,
        standardize,
        targets);
  }

  /** Every third example lacks the first feature; what it is in the others is known. */
  @Test
  void missingFeaturesBecomeTheMeanOfTheTrainingExamples() {
    int n = 60;
    double[] features = new double[2 * n];
    for (int i = 0; i < n; i++) {
      features[2 * i] = i % 3 == 0 ? Double.NaN : i + 0.1;
      features[2 * i + 1] = i;
    }
    var raw = new RawData(new NumberArray.Doubles(features), 2, numbered(n).targets());
    Split split = Preparation.split(raw, table(Missing.MEAN, false, false), random(5));
    double mean =
        Arrays.stream(column(split.training(), 1))
            .filter(i -> i % 3 != 0)
            .map(i -> i + 0.1)
            .average()
            .orElseThrow();
    for (Dataset part : List.of(split.training(), split.validation())) {
      double[] first = column(part, 0);
      double[] second = column(part, 1);
      for (int i = 0; i < first.length; i++) {
        assertThat(first[i]).isEqualTo((float) (second[i] % 3 == 0 ? mean : second[i] + 0.1));
      }
    }
    double everything = IntStream.range(0, n).filter(i -> i % 3 != 0).average().orElseThrow() + 0.1;
    assertThat(mean).isNotCloseTo(everything, within(1e-3));
    Split scaled = Preparation.split(raw, table(Missing.MEAN, true, false), random(5));
    assertThat(StatUtils.mean(column(scaled.training(), 0))).isCloseTo(0, within(1e-6));
    assertThat(StatUtils.populationVariance(column(scaled.training(), 0)))
        .isCloseTo(1, within(1e-6));
  }

  @Test
  void aFeatureThatNoTrainingExampleHasIsFilledWithZero() {
    var raw =
        new RawData(new float[] {Float.NaN, Float.NaN}, 1, new Targets.Numbers(new double[2], 1));
    Split split = Preparation.split(raw, table(Missing.MEAN, true, false), random(5));
    assertThat(split.training().features()).containsExactly(0);
    assertThat(split.validation().features()).containsExactly(0);
  }

  @Test
  void targetsAreScaledByTheTrainingPart() {
    Split raw = Preparation.split(numbered(100), table(Missing.REFUSE, true, false), random(1));
    Split split = Preparation.split(numbered(100), table(Missing.REFUSE, true, true), random(1));
    double[] before = Drawn.targets(raw.training().targets());
    double mean = StatUtils.mean(before);
    double sd = Math.sqrt(StatUtils.populationVariance(before));
    assertThat(Drawn.targets(split.validation().targets()))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(
            Arrays.stream(Drawn.targets(raw.validation().targets()))
                .map(y -> (y - mean) / sd)
                .toArray());
    assertThat(StatUtils.mean(Drawn.targets(split.training().targets())))
        .isCloseTo(0, within(1e-12));
    assertThat(split.training().features()).isEqualTo(raw.training().features());
  }

  @Test
  void constantFeatureBecomesZero() {
    Split split = Preparation.split(numbered(100), spec(0.3, true), random(1));
    assertThat(column(split.training(), 2)).containsOnly(0);
    assertThat(column(split.validation(), 2)).containsOnly(0);
  }

  @Test
  void leavesTheRawDataAsItWas() {
    RawData raw = numbered(20);
    Preparation.split(raw, spec(0, true), random(1));
    assertThat(Drawn.features(raw)).isEqualTo(Drawn.features(numbered(20)));
  }

  @Test
  void smallShareHoldsBackOneExample() {
    Split split = Preparation.split(numbered(3), spec(0.01, false), random(1));
    assertThat(split.validation().size()).isEqualTo(1);
  }

  @Test
  void refusesToLeaveNothingToTrainOn() {
    assertThatThrownBy(() -> Preparation.split(numbered(1), spec(0.2, false), random(1)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "1 examples are too few for data.validation-fraction = 0.2: at least one must be left"
                + " to train on");
  }

  @Test
  void syntheticSplitGoesOnInTheStreamOfItsExamples() {
    var spec = new DataSpec.GaussianPrototypes(3, 4, 90, 0.5, 0.2, true);
    Split split = Preparation.split(spec, random(3));
    UniformRandomProvider stream = random(3);
    Split longhand = Preparation.split(Synthesis.draw(spec, stream), spec, stream);
    assertThat(split.training().features()).isEqualTo(longhand.training().features());
    assertThat(Drawn.targets(split.validation().targets()))
        .isEqualTo(Drawn.targets(longhand.validation().targets()));
  }

  private static double[] column(Dataset data, int column) {
    return IntStream.range(0, data.size())
        .mapToDouble(i -> data.features()[i * data.width() + column])
        .toArray();
  }
}
