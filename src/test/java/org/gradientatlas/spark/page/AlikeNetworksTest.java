package org.gradientatlas.spark.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.table.schema.ColumnNames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of which networks of a square profiles are means. */
class AlikeNetworksTest {
  private static ReportedTrial trial(String id, String architecture, int depth) {
    var columns =
        new ArrayList<@Nullable Object>(Collections.nCopies(TrialCell.NAMES.size(), null));
    columns.set(TrialCell.NAMES.indexOf(ColumnNames.ARCHITECTURE), architecture);
    columns.set(TrialCell.NAMES.indexOf(ColumnNames.DEPTH), depth);
    double none = Double.NaN;
    return new ReportedTrial(
        id,
        new TrialCell(columns, new TreeMap<>()),
        0,
        null,
        new ReportedTrial.Scores(none, none, none, none),
        new ReportedTrial.Theory(none, none, none, none, none),
        "",
        null);
  }

  @Test
  void theyAreOfTheMostFrequentArchitectureAndOfItsMiddleDepth() {
    AlikeNetworks alike =
        AlikeNetworks.among(
            List.of(
                trial("a", "dense", 30),
                trial("b", "recurrent(gru)", 1),
                trial("c", "dense", 30),
                trial("d", "recurrent(gru)", 2),
                trial("e", "recurrent(gru)", 9),
                trial("f", "recurrent(lstm,forget-bias=3)", 30)));

    assertThat(alike.trials()).extracting(ReportedTrial::id).containsExactly("d");
    assertThat(alike.over()).isEqualTo(Profile.TIME_STEPS);
    assertThat(alike.depth()).isEqualTo(2);
    assertThat(alike.some()).isTrue();
    assertThat(alike.haveTensors()).isTrue();
  }

  @Test
  void ofEquallyFrequentOnesTheFirstOfTheGridCounts() {
    AlikeNetworks alike =
        AlikeNetworks.among(
            List.of(trial("a", "residual-blocks(norm=post)", 4), trial("b", "dense", 4)));

    assertThat(alike.trials()).extracting(ReportedTrial::id).containsExactly("a");
    assertThat(alike.over()).isEqualTo(Profile.BLOCKS);
  }

  @Test
  void networksThatAreAllAlikeAreAllShown() {
    AlikeNetworks alike =
        AlikeNetworks.among(List.of(trial("a", "dense", 4), trial("b", "dense", 4)));

    assertThat(alike.trials()).hasSize(2);
    assertThat(alike.some()).isFalse();
    assertThat(alike.haveTensors()).isFalse();
  }
}
