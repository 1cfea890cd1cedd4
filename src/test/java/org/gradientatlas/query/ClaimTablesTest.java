package org.gradientatlas.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.gradientatlas.study.Claim;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.junit.jupiter.api.Test;

class ClaimTablesTest {
  /** A table that is missing there would be refused in every claim. */
  @Test
  void claimsMayAskEveryTableOfAStudy() {
    assertThat(Claim.TABLES)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Tables.ALL.stream(), DiagnosisTables.ALL.stream())
                .map(Table::name)
                .toList());
  }
}
