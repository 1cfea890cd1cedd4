package org.gradientatlas.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientatlas.report.text.TextColumn.left;
import static org.gradientatlas.report.text.TextColumn.right;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void quantitiesAreFlushRight() {
    var table = new TextTable("name", "seconds", "hash");
    table.add("first", "3 min 20 s", "12ab").add("second", "", "3f");
    assertThat(table.toString().lines())
        .containsExactly(
            "  name       seconds  hash", "  first   3 min 20 s  12ab", "  second              3f");
  }

  @Test
  void columnsHaveTheirSideAndLeastWidth() {
    TextTable table = TextTable.of(left("", 4), right("a", 3), left("depth 2", 0));
    table.add("x", "12345", "1").add("long name", ".", "");
    assertThat(table.toString().lines())
        .containsExactly("               a  depth 2", "x          12345  1", "long name      .");
  }

  @Test
  void cellsStayOnTheirLine() {
    assertThat(new TextTable("a").add("1\n2").toString()).isEqualTo("  a\n  1\\n2");
  }
}
