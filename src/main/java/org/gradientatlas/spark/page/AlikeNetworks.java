package org.gradientatlas.spark.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.axis.architecture.ArchitectureKind;
import org.gradientatlas.table.schema.ColumnNames;

/**
 * The networks of a square of which its profiles are means: those of one architecture and of one
 * depth, because only these have layers in common.
 *
 * @param trials of them
 * @param of all networks of the square
 */
record AlikeNetworks(String architecture, int depth, List<ReportedTrial> trials, int of) {

  /** The most frequent architecture, and of its depths the middle one. */
  static AlikeNetworks among(List<ReportedTrial> square) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    square.forEach(trial -> counts.merge(architectureOf(trial), 1, Integer::sum));
    int most = Collections.max(counts.values());
    String architecture =
        counts.entrySet().stream()
            .filter(count -> count.getValue() == most)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    List<ReportedTrial> ofIt =
        square.stream().filter(trial -> architectureOf(trial).equals(architecture)).toList();
    int depth = ofIt.stream().mapToInt(AlikeNetworks::depthOf).sorted().toArray()[ofIt.size() / 2];
    return new AlikeNetworks(
        architecture,
        depth,
        ofIt.stream().filter(trial -> depthOf(trial) == depth).toList(),
        square.size());
  }

  private static String architectureOf(ReportedTrial trial) {
    return trial.cell().text(ColumnNames.ARCHITECTURE);
  }

  private static int depthOf(ReportedTrial trial) {
    return trial.cell().number(ColumnNames.DEPTH);
  }

  /** What their profiles go over. */
  Profile over() {
    return ArchitectureKind.ofLabel(architecture).profile();
  }

  /** Whether a layer may have more than one row in a pass. */
  boolean haveTensors() {
    return ArchitectureKind.ofLabel(architecture) != ArchitectureKind.DENSE;
  }

  /** Whether other networks of the square are left out. */
  boolean some() {
    return trials.size() < of;
  }
}
