package org.gradientatlas.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortLabelsTest {
  @Test
  void longNumbersAreShortenedToThreeDigits() {
    assertThat(
            ShortLabels.of(
                List.of(
                    "scaled-normal(1.78571428571,0.0222222222222)",
                    "scaled-normal(1,0.0222222222222)",
                    "he-normal")))
        .containsEntry("scaled-normal(1.78571428571,0.0222222222222)", "scaled-normal(1.79,0.0222)")
        .containsEntry("scaled-normal(1,0.0222222222222)", "scaled-normal(1,0.0222)")
        .containsEntry("he-normal", "he-normal");
  }

  @Test
  void aNumberKeepsTheDigitsThatTellItFromItsNeighbours() {
    assertThat(ShortLabels.of(List.of("0.1111111", "0.1112222", "0.2222222")).values())
        .containsExactly("0.1111", "0.1112", "0.2222");
    assertThat(ShortLabels.of(List.of("1.7899999", "1.79")).values()).doesNotHaveDuplicates();
  }

  @Test
  void whatIsShortOrWholeStaysAsItIs() {
    List<String> values = List.of("1.761", "12345678", "1e-8", "none", "runs/0.123456789/a");
    assertThat(ShortLabels.of(values).keySet()).containsExactlyElementsOf(values);
    assertThat(ShortLabels.of(values).values()).containsExactlyElementsOf(values);
  }

  @Test
  void differentValuesHaveDifferentTexts() {
    var random = new Random(5);
    List<String> values =
        IntStream.range(0, 2000)
            .mapToObj(
                i ->
                    "scaled-normal(%s,%s)"
                        .formatted(
                            Variant.number(random.nextDouble()),
                            Variant.number(random.nextInt(4) / 7.0)))
            .distinct()
            .toList();
    assertThat(ShortLabels.of(values)).hasSameSizeAs(values);
    assertThat(ShortLabels.of(values).values()).doesNotHaveDuplicates();
  }

  @Test
  void aParameterIsNotRoundedToTheDefaultOfANameBesideIt() {
    String near = "leaky-relu(0.0100000000001)";
    assertThat(ShortLabels.of(List.of("leaky-relu", near))).containsEntry(near, near);
    assertThat(ShortLabels.of(List.of("relu", near))).containsEntry(near, "leaky-relu(0.01)");
  }

  @Test
  void settingsThatAllLongLabelsOfANameShareAreLeftOut() {
    assertThat(
            ShortLabels.of(
                List.of(
                    "transformer(heads=4,mlp=2)",
                    "transformer(heads=4,norm=post,mlp=2)",
                    "recurrent(lstm,forget-bias=1)",
                    "recurrent(lstm,forget-bias=3)",
                    "residual-blocks(norm=post,branch=3)",
                    "dense")))
        .containsEntry("transformer(heads=4,mlp=2)", "transformer(…)")
        .containsEntry("transformer(heads=4,norm=post,mlp=2)", "transformer(…,norm=post)")
        .containsEntry("recurrent(lstm,forget-bias=3)", "recurrent(lstm,forget-bias=3)")
        .containsEntry("residual-blocks(norm=post,branch=3)", "residual-blocks(norm=post,branch=3)")
        .containsEntry("dense", "dense");
  }
}
