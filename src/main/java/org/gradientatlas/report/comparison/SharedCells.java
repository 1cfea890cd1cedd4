package org.gradientatlas.report.comparison;

import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gradientatlas.report.comparison.Grounds.Statement;
import org.gradientatlas.report.page.MapAxis;

/** Which cells two studies share, and which values only one of them has. */
final class SharedCells {
  private static final int MOST_VALUES = 8;

  private final Comparison comparison;

  private SharedCells(Comparison comparison) {
    this.comparison = comparison;
  }

  static Statement of(Comparison comparison) {
    var cells = new SharedCells(comparison);
    long ofA = comparison.cells().stream().filter(cell -> cell.b().isEmpty()).count();
    long ofB = comparison.cells().stream().filter(cell -> cell.a().isEmpty()).count();
    return new Statement(
        ofA + ofB == 0,
        "Cells",
        "In both %s, with the same values on every axis that varies in either."
                .formatted(there(comparison.shared().size()))
            + cells.alone("A", ofA, comparison.a(), comparison.b())
            + cells.alone("B", ofB, comparison.b(), comparison.a())
            + cells.same());
  }

  private String alone(String name, long cells, Compared study, Compared other) {
    return cells == 0
        ? ""
        : " %s alone has %s%s.".formatted(name, count(cells), values(study, other));
  }

  private static String there(long cells) {
    return (cells == 1 ? "is " : "are ") + count(cells);
  }

  private static String count(long cells) {
    return cells == 1 ? "1 cell" : cells + " cells";
  }

  /** The values that one study has and the other has not; empty if only combinations differ. */
  private String values(Compared study, Compared other) {
    var parts = new ArrayList<String>();
    for (MapAxis axis : comparison.axes()) {
      Set<String> values = new TreeSet<>(study.values(axis.name()));
      values.removeAll(other.values(axis.name()));
      if (!values.isEmpty()) {
        parts.add(
            axis.name().replace('_', ' ')
                + " "
                + MapAxis.of("", values).values().stream()
                    .limit(MOST_VALUES)
                    .collect(Collectors.joining(", "))
                + (values.size() > MOST_VALUES ? ", ..." : ""));
      }
    }
    return parts.isEmpty()
        ? ", in combinations that the other has not"
        : ": " + String.join("; ", parts);
  }

  private String same() {
    int same = comparison.shared().stream().mapToInt(CellPair::same).sum();
    return same == 0
        ? ""
        : " %d of their networks are the very same trial in both: the same settings, data and seed."
            .formatted(same);
  }
}
