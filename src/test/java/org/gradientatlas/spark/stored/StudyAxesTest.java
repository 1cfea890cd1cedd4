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
    assertThat(cells.varying()).containsExactly("architecture_cell");
  }

  /** tanh has no gate: it is compared with the gates of the usual bias, or of the only one. */
  @Test
  void aSettingThatSaysNothingTakesAValueThatOthersHave() {
    TrialCell plain = withArchitecture("recurrent(tanh)");
    TrialCell open = withArchitecture("recurrent(lstm,forget-bias=3)");
    StudyAxes one = StudyAxes.of(List.of(plain, open));
    assertThat(one.varying()).containsExactly("architecture_cell");
    assertThat(one.without(plain, "architecture_cell"))
        .isEqualTo(one.without(open, "architecture_cell"));
    StudyAxes two = StudyAxes.of(List.of(plain, open, withArchitecture("recurrent(lstm)")));
    assertThat(two.varying()).containsExactly("architecture_cell", "architecture_forget_bias");
    assertThat(two.of(plain)).containsEntry("architecture_forget_bias", "0");
  }

  @Test
  void theActivationOfRecurrentCellsIsNoAxis() {
    TrialCell tanh = withArchitecture("recurrent(tanh)").with(ColumnNames.ACTIVATION, "tanh");
    TrialCell relu = withArchitecture("recurrent(relu)").with(ColumnNames.ACTIVATION, "relu");
    StudyAxes axes = StudyAxes.of(List.of(tanh, relu));
    assertThat(axes.varying()).containsExactly("architecture_cell");
    assertThat(axes.without(tanh, "architecture_cell"))
        .isEqualTo(axes.without(relu, "architecture_cell"));
    TrialCell dense = withArchitecture("dense").with(ColumnNames.ACTIVATION, "relu");
    assertThat(StudyAxes.of(List.of(tanh, relu, dense)).varying())
        .containsExactly("activation", "architecture");
  }

  /** The initializer is "model" where the weights are the file's. */
  @Test
  void weightsOfAModelAreComparedWithTheGrids() {
    TrialCell saved = withArchitecture("own(a.zip)").with(ColumnNames.INITIALIZER, "model");
    TrialCell drawn = withArchitecture("own(a.zip,weights=grid)");
    StudyAxes axes = StudyAxes.of(List.of(saved, drawn));
    assertThat(axes.varying()).containsExactly("initializer");
    assertThat(axes.without(saved, "initializer")).isEqualTo(axes.without(drawn, "initializer"));
    assertThat(axes.of(drawn)).containsEntry("architecture", "own(a.zip)");
  }

  @Test
  void theFormOfDataIsNoAxisWhereTheArchitectureTellsIt() {
    TrialCell flat = withForm("dense", "flat");
    TrialCell image = withForm("convolution", "image");
    StudyAxes axes = StudyAxes.of(List.of(flat, image));
    assertThat(axes.varying()).containsExactly("architecture");
    assertThat(axes.without(flat, "architecture")).isEqualTo(axes.without(image, "architecture"));
    assertThat(StudyAxes.of(List.of(flat, image, withForm("dense", "image"))).varying())
        .containsExactly("architecture", "data_as");
  }

  private static TrialCell withForm(String architecture, String form) {
    TrialCell cell = withArchitecture(architecture);
    cell.others().put("data_as", form);
    return cell;
  }

  private static TrialCell withArchitecture(String label) {
    TrialCell cell = cell(2, "he-normal");
    cell.columns().set(TrialCell.NAMES.indexOf(ColumnNames.ARCHITECTURE), label);
    return cell;
  }
}
