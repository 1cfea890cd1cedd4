package org.gradientatlas.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.junit.jupiter.api.Test;

/** What a comparison says of two studies as wholes. */
class ComparisonTest {
  private static Compared study(String name, String directory, String... depths) {
    return new Compared(
        name,
        directory,
        new TreeMap<>(Map.of("study.seed", "1")),
        Map.of(),
        List.of("HASWELL"),
        Stream.of(depths)
            .map(
                depth ->
                    new Compared.Cell(
                        Map.of("depth", depth, "activation", "tanh"),
                        List.of(
                            new Trained(
                                0,
                                name + directory + depth,
                                Mechanism.HEALTHY,
                                OutcomeVerdict.LEARNED,
                                0.9,
                                0.1,
                                Double.NaN,
                                0,
                                Profile.LAYERS))))
            .toList());
  }

  @Test
  void studiesOfOneNameAreToldApartByTheirDirectories() {
    Compared first = study("map", "out/before/", "2", "4");
    assertThat(Comparison.of(first, study("map", "out/after", "2", "4")).title())
        .isEqualTo("map (before) against map (after)");
    assertThat(Comparison.of(first, study("map", "other/before", "2", "4")).title())
        .isEqualTo("map (out/before/) against map (other/before)");
    assertThat(Comparison.of(first, study("atlas", "out/after", "2", "4")).title())
        .isEqualTo("map against atlas");
    assertThat(ComparisonPage.of(Comparison.of(first, study("map", "out/after", "2", "4"))))
        .contains("<h1 id=\"title\">map (before) against map (after)</h1>", "<b>map (after)</b>");
  }

  @Test
  void cellsOfOneStudyAloneAreNamed() {
    var same = Comparison.of(study("a", "a", "2", "4"), study("b", "b", "4", "2"));
    assertThat(SharedCells.of(same).same()).isTrue();
    var differ = Comparison.of(study("a", "a", "2", "4"), study("b", "b", "4", "8", "16"));
    Grounds.Statement cells = SharedCells.of(differ);
    assertThat(cells.same()).isFalse();
    assertThat(cells.text())
        .isEqualTo(
            "In both is 1 cell, with the same values on every axis that varies in either."
                + " A alone has 1 cell: depth 2. B alone has 2 cells: depth 8, 16.");
    assertThat(ComparisonPage.of(differ)).contains("✗ differs</td><td>In both is 1 cell");
  }
}
