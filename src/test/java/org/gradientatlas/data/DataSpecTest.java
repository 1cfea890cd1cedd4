package org.gradientatlas.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.gradientatlas.axis.architecture.InputShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataSpecTest {
  /** One of each kind that is drawn. */
  static List<DataSpec.Synthetic> drawn() {
    return List.of(
        new DataSpec.GaussianPrototypes(3, 4, 3000, 0.5, 0.25, false),
        new DataSpec.Spirals(3, 3000, 1.5, 0.1, 0.25, false),
        new TeacherSpec(5, 2, 3000, 2, 4, true, 0.25, false),
        new TeacherSpec(5, 2, 3000, 2, 4, false, 0.25, false),
        new LinearTeacherSpec(16, 2, 0.5),
        new SequenceSpec.Noise(3, 4, 3000, 7, 2.5, 0.25, false),
        new SequenceSpec.Adding(3000, 6, 0.25, false),
        new SequenceSpec.Copying(3000, 9, 5, 3, 0.25, false),
        new ImageSpec(200, 5, 6, 2, 3000, 0.5, 0.25, false));
  }

  /** What a study is told before anything is drawn is what its networks get. */
  @ParameterizedTest
  @MethodSource("drawn")
  void aSpecSaysWhatIsDrawn(DataSpec.Synthetic spec) {
    Split split = Preparation.split(spec, RandomSource.XO_SHI_RO_256_PP.create(7));
    for (Dataset part : List.of(split.training(), split.validation())) {
      assertThat(part.shape()).isEqualTo(spec.shape());
      assertThat(part.outputs()).isEqualTo(spec.outputs());
      assertThat(part.steps()).isEqualTo(spec.steps());
      assertThat(part.classification()).isEqualTo(spec.classification());
    }
    int examples = split.training().size() + split.validation().size();
    boolean whole = spec.validationFraction() == 0;
    assertThat(whole ? examples / 2 : examples).isEqualTo(spec.examples());
    double ratio = split.training().meanSquare() / spec.meanSquare();
    assertThat(ratio).as("mean square over what is expected").isBetween(0.85, 1.15);
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void equalStreamsGiveEqualData(DataSpec.Synthetic spec) {
    String digest = Synthesis.draw(spec, RandomSource.XO_SHI_RO_256_PP.create(7)).digest();
    assertThat(Synthesis.draw(spec, RandomSource.XO_SHI_RO_256_PP.create(7)).digest())
        .isEqualTo(digest);
    assertThat(Synthesis.draw(spec, RandomSource.XO_SHI_RO_256_PP.create(8)).digest())
        .isNotEqualTo(digest);
  }

  @Test
  void theShapeOfFilesHasItsKindBeforeTheyAreRead() {
    assertThat(new DataSpec.Idx("a", "b", 0, false).shape()).isInstanceOf(InputShape.Flat.class);
    assertThat(new DataSpec.Idx("a", "b", ImageView.ROWS, 0, false).shape())
        .isEqualTo(new InputShape.Sequence(28, 28));
    assertThat(new DataSpec.Idx("a", "b", ImageView.IMAGE, 0, false).shape())
        .isEqualTo(new InputShape.Image(28, 28, 1));
    assertThat(table(1).shape()).isInstanceOf(InputShape.Flat.class);
    assertThat(table(50).shape()).isEqualTo(new InputShape.Sequence(50, 15));
    assertThat(table(5000).shape()).isEqualTo(new InputShape.Sequence(5000, 1));
  }

  private static DataSpec.Table table(int timeSteps) {
    return new DataSpec.Table(
        DataSpec.Format.CSV,
        "a",
        List.of(),
        List.of(),
        "label",
        true,
        Missing.REFUSE,
        timeSteps,
        0,
        false,
        false);
  }

  @Test
  void anImageIsLearnedAsItIsViewed() {
    var image = new InputShape.Image(2, 3, 4);
    assertThat(ImageView.FLAT.of((InputShape) image)).isEqualTo(new InputShape.Flat(24));
    assertThat(ImageView.ROWS.of((InputShape) image)).isEqualTo(new InputShape.Sequence(2, 12));
    assertThat(ImageView.IMAGE.of((InputShape) image)).isEqualTo(image);
  }
}
