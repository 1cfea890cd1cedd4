package org.gradientatlas.axis.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.gradientatlas.axis.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every architecture, with every value of every setting. */
class ArchitectureLawTest {
  private static final List<InputShape> SHAPES =
      List.of(new InputShape.Flat(6), new InputShape.Sequence(5, 3), new InputShape.Image(4, 6, 2));

  /** Every kind with its defaults, and with each setting at another value. */
  static List<Architecture> all() {
    var all = new ArrayList<Architecture>();
    for (ArchitectureKind kind : ArchitectureKind.values()) {
      List<Object> values = kind.settings().stream().map(ArchitectureLawTest::first).toList();
      all.add(kind.of(values));
      for (int i = 0; i < values.size(); i++) {
        for (Object other : others(kind.settings().get(i))) {
          var changed = new ArrayList<>(values);
          changed.set(i, other);
          all.add(kind.of(changed));
        }
      }
    }
    return all;
  }

  private static Object first(ArchitectureSetting setting) {
    Object fallback = setting.fallback();
    if (fallback != null) {
      return fallback;
    }
    return setting.names().isEmpty() ? "model.zip" : setting.names().get(0);
  }

  private static List<? extends Object> others(ArchitectureSetting setting) {
    if (!setting.names().isEmpty()) {
      return setting.names();
    }
    if (setting.type() == Boolean.class) {
      return List.of(true, false);
    }
    if (setting.type() == Integer.class) {
      return List.of(Math.max(1, (int) setting.least()), 5);
    }
    return setting.type() == Double.class ? List.of(-0.5, 3.0) : List.of("other.json");
  }

  @ParameterizedTest
  @MethodSource("all")
  void equalLabelsAreEqualArchitectures(Architecture architecture) {
    assertThat(Label.parse(architecture.label())).isPresent();
    assertThat(
            all().stream()
                .filter(other -> other.label().equals(architecture.label()))
                .allMatch(architecture::equals))
        .isTrue();
    assertThat(architecture.kind().of(architecture.values())).isEqualTo(architecture);
  }

  @ParameterizedTest
  @MethodSource("all")
  void layersFollowOneAnotherAndEachBeginsASum(Architecture architecture) {
    if (architecture instanceof OwnModel) {
      return; // its layers are in a file
    }
    for (InputShape shape : SHAPES) {
      if (architecture.refusal(shape).isEmpty()) {
        for (boolean bias : new boolean[] {true, false}) {
          check(architecture.sites(new NetworkSize(3, 10, bias, shape, 4)), bias);
        }
      }
    }
  }

  private static void check(List<LayerSite> sites, boolean bias) {
    int first = sites.get(0).index();
    assertThat(first).isBetween(0, 1);
    assertThat(sites.stream().map(LayerSite::index))
        .containsExactlyElementsOf(IntStream.rangeClosed(first, 4).boxed().toList());
    for (LayerSite site : sites) {
      assertThat(site.sharedOver()).isPositive();
      assertThat(site.tensors().get(0).leads()).isTrue();
      var names = new HashSet<String>();
      for (TensorSite tensor : site.tensors()) {
        assertThat(names.add(tensor.name())).as(tensor.name()).isTrue();
        assertThat(tensor.entries()).isPositive();
        assertThat(bias || tensor.role() != TensorRole.BIAS).as(tensor.name()).isTrue();
        if (tensor.leads()) {
          assertThat(tensor.fanIn()).isEqualTo(tensor.rows());
          assertThat(tensor.fanOut() % tensor.columns()).isZero();
        }
      }
    }
  }

  @Test
  void someArchitectureTakesEveryShape() {
    for (InputShape shape : SHAPES) {
      assertThat(all().stream().filter(each -> each.refusal(shape).isEmpty()).count())
          .isGreaterThan(2);
    }
  }
}
