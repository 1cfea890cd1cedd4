package org.gradientatlas.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VariantTest {
  static Stream<List<Choice>> axes() {
    return Stream.<Choice[]>of(
            Activation.values(),
            Initializer.values(),
            ClipRule.values(),
            Optimizer.values(),
            Loss.values(),
            Precision.values(),
            EngineKind.values())
        .map(List::of);
  }

  @Test
  void labelLeavesDefaultsOut() {
    assertThat(Variant.of(Activation.RELU)).hasToString("relu");
    assertThat(Variant.of(Activation.LEAKY_RELU)).hasToString("leaky-relu");
    assertThat(Variant.of(Activation.LEAKY_RELU, 0.01)).hasToString("leaky-relu");
    assertThat(Variant.of(Activation.LEAKY_RELU, 0.2)).hasToString("leaky-relu(0.2)");
    assertThat(Variant.of(Optimizer.ADAM, 0.9, 0.99, 1e-8)).hasToString("adam(0.9,0.99,1e-8)");
    assertThat(Variant.of(ClipRule.GLOBAL_NORM, 1)).hasToString("global-norm(1)");
    assertThat(Variant.of(Initializer.SCALED_NORMAL, 2)).hasToString("scaled-normal(2)");
    assertThat(Variant.of(Initializer.SCALED_NORMAL, 2, 0)).hasToString("scaled-normal(2)");
    assertThat(Variant.of(Initializer.SCALED_NORMAL, 2, 0.05)).hasToString("scaled-normal(2,0.05)");
  }

  @Test
  void aLabelIsReadAsItIsWritten() {
    assertThat(Label.parse("relu")).contains(new Label("relu", List.of()));
    assertThat(Label.parse("scaled-normal(2,0.05)"))
        .contains(new Label("scaled-normal", List.of("2", "0.05")))
        .get()
        .hasToString("scaled-normal(2,0.05)");
    assertThat(Label.parse(" adam ( 0.9, 0.99 ) "))
        .contains(new Label("adam", List.of("0.9", "0.99")));
    assertThat(Label.parse("value()")).contains(new Label("value", List.of("")));
    assertThat(Label.parse("value(1")).isEmpty();
    assertThat(Label.parse("a(b(1))")).isEmpty();
    assertThat(Label.parse("two words")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "-2.50, -2.5",
    "0.05, 0.05",
    "100, 100",
    "1234567, 1234567",
    "1e7, 1e7",
    "0.0001, 0.0001",
    "0.00001, 1e-5",
    "2.5e-9, 2.5e-9",
    "1.5e300, 1.5e300",
    "-1e-8, -1e-8"
  })
  void numbersAreShort(double value, String text) {
    assertThat(Variant.number(value)).isEqualTo(text);
    assertThat(Double.parseDouble(text)).isEqualTo(value);
  }

  @Test
  void refusesTheWrongNumberOfParameters() {
    assertThatThrownBy(() -> Variant.of(Activation.RELU, 1))
        .hasMessage("relu takes 0 parameters, not 1");
    assertThatThrownBy(() -> Variant.of(Optimizer.ADAM, 0.9))
        .hasMessage("adam takes 3 parameters, not 1");
  }

  @Test
  void refusesValuesThatAreNotAllowed() {
    assertThatThrownBy(() -> Variant.of(ClipRule.VALUE, 0))
        .hasMessage("value.threshold = 0.0 is not a number above 0");
    assertThatThrownBy(() -> Variant.of(Initializer.SCALED_NORMAL, 1, -1))
        .hasMessage("scaled-normal.sb2 = -1.0 is not 0 or a number above 0");
    assertThatThrownBy(() -> Variant.of(Activation.LEAKY_RELU, 1))
        .hasMessage("leaky-relu.alpha = 1.0 is not a number between 0 and 1");
    assertThatThrownBy(() -> Variant.of(Initializer.CONSTANT, Double.POSITIVE_INFINITY))
        .hasMessage("constant.w = Infinity is not a finite number");
    assertThatThrownBy(() -> Variant.of(Initializer.NORMAL))
        .hasMessage("normal.sd = NaN is not a number above 0");
  }

  @Test
  void parametersExcludeTheirBoundsAndWhatIsNotFinite() {
    Parameter share = Parameter.between("share", 0, 1);
    assertThat(Stream.of(0.0, 1.0, -0.1, Double.NaN).noneMatch(share::allows)).isTrue();
    assertThat(share.allows(Math.nextUp(0.0))).isTrue();
    assertThat(Parameter.positive("c").allows(Double.POSITIVE_INFINITY)).isFalse();
    assertThat(Parameter.positive("c").allows(Double.MAX_VALUE)).isTrue();
    assertThat(Parameter.any("w").allows(-Double.MAX_VALUE)).isTrue();
    assertThat(Parameter.any("w").allows(Double.NEGATIVE_INFINITY)).isFalse();
  }

  /** Labels stand in study files and decide trial ids. */
  @ParameterizedTest
  @MethodSource("axes")
  void labelsAreDistinctAndLowerCase(List<Choice> axis) {
    List<String> labels = axis.stream().map(Choice::label).toList();
    assertThat(labels).doesNotHaveDuplicates().allMatch(l -> l.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @ParameterizedTest
  @MethodSource("axes")
  void defaultsAreAllowedAndParametersNamed(List<Choice> axis) {
    for (Choice choice : axis) {
      List<Parameter> parameters = choice.parameters();
      assertThat(parameters.stream().map(Parameter::name)).doesNotHaveDuplicates();
      for (Parameter p : parameters) {
        Double fallback = p.fallback();
        assertThat(fallback == null || p.allows(fallback)).isTrue();
      }
    }
  }
}
