package org.gradientatlas.spark.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradientatlas.table.schema.ColumnNames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StudyAxesTest {
  private static TrialCell cell(int depth, String initializer) {
    var columns = new ArrayList<@Nullable Object>();
    TrialCell.NAMES.forEach(name -> columns.add(null));
    columns.set(TrialCell.NAMES.indexOf(ColumnNames.DEPTH), depth);
    columns.set(TrialCell.NAMES.indexOf(ColumnNames.INITIALIZER), initializer);
    columns.set(TrialCell.NAMES.indexOf(ColumnNames.CLIP_KIND), "none");
    return new TrialCell(columns, new TreeMap<>(Map.of("bias", "false")));
  }

  @Test
  void theParametersOfOneInitializerAreAxesOfNumbers() {
    TrialCell one = cell(2, "scaled-normal(1.78571428571)");
    TrialCell other = cell(2, "scaled-normal(2,0.0222222222222)");
    StudyAxes axes = StudyAxes.of(List.of(one, other));

    assertThat(axes.varying()).containsExactly("initializer_sb2", "initializer_sw2");
    assertThat(axes.of(one))
        .containsEntry("initializer_sw2", "1.78571428571")
        .containsEntry("initializer_sb2", "0")
        .doesNotContainKey("initializer");
    assertThat(axes.shown(other))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("initializer_sw2", "2", "initializer_sb2", "0.0222"));
  }

  @Test
  void cellsThatDifferInOneParameterShareTheRest() {
    TrialCell one = cell(2, "scaled-normal(1,0.05)");
    TrialCell other = cell(2, "scaled-normal(2,0.05)");
    TrialCell third = cell(2, "scaled-normal(2,0.1)");
    StudyAxes axes = StudyAxes.of(List.of(one, other, third));

    TrialCell shared = axes.without(one, "initializer_sw2");
    assertThat(shared).isEqualTo(axes.without(other, "initializer_sw2"));
    assertThat(shared).isNotEqualTo(axes.without(third, "initializer_sw2"));
    assertThat(shared.otherAxes()).isEqualTo("bias=false, initializer_sb2=0.05");
    assertThat(shared.value(ColumnNames.INITIALIZER)).isNull();
  }

  @Test
  void differentInitializersAreOneAxisOfWords() {
    StudyAxes axes =
        StudyAxes.of(
            List.of(
                cell(2, "scaled-normal(1.12345678)"),
                cell(2, "scaled-normal(2)"),
                cell(4, "he-normal")));

    assertThat(axes.varying()).containsExactly("depth", "initializer");
    assertThat(axes.shown("initializer", "scaled-normal(1.12345678)"))
        .isEqualTo("scaled-normal(1.12)");
    assertThat(axes.without(cell(4, "he-normal"), "depth"))
        .isEqualTo(axes.without(cell(2, "he-normal"), "depth"));
  }

  @Test
  void theSettingsOfOneArchitectureAreAxes() {
    TrialCell pre = withArchitecture("transformer(heads=2)");
    TrialCell post = withArchitecture("transformer(heads=4,norm=post,causal=true)");
    StudyAxes axes = StudyAxes.of(List.of(pre, post));

    assertThat(axes.varying())
        .containsExactly("architecture_causal", "architecture_heads", "architecture_norm");
    assertThat(axes.of(pre))
        .containsEntry("architecture_norm", "pre")
        .containsEntry("architecture_causal", "false")
        .containsEntry("architecture_mlp", "4");
    assertThat(axes.of(post)).containsEntry("architecture_norm", "post");
    assertThat(StudyAxes.of(List.of(pre, withArchitecture("recurrent(tanh)"))).varying())
        .containsExactly("architecture");
    StudyAxes gates =
        StudyAxes.of(
            List.of(
                withArchitecture("recurrent(lstm)"),
                withArchitecture("recurrent(lstm,forget-bias=3)"),
                withArchitecture("recurrent(gru)")));
    assertThat(gates.varying()).containsExactly("architecture_cell", "architecture_forget_bias");
    StudyAxes cells =
        StudyAxes.of(
            List.of(withArchitecture("recurrent(lstm)"), withArchitecture("recurrent(tanh)")));
    assertThat(cells.of(withArchitecture("recurrent(tanh)")))
        .as("without a gate")
        .containsEntry("architecture_forget_bias", "none");
  }

  private static TrialCell withArchitecture(String label) {
    TrialCell cell = cell(2, "he-normal");
    cell.columns().set(TrialCell.NAMES.indexOf(ColumnNames.ARCHITECTURE), label);
    return cell;
  }
}
