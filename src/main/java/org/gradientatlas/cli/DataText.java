package org.gradientatlas.cli;

import static org.gradientatlas.report.text.Quantity.bytes;
import static org.gradientatlas.report.text.Quantity.count;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.gradientatlas.report.text.TextTable;
import org.gradientatlas.spark.input.StudyData;
import picocli.CommandLine;

/** Prints what the data files of a study hold. */
final class DataText {
  private DataText() {}

  /**
   * Prints it, or the problems alone.
   *
   * @return whether there is no problem
   */
  static boolean print(StudyData data, CommandLine command) {
    if (!data.problems().isEmpty()) {
      command.getErr().println(data.refusal());
      return false;
    }
    PrintWriter out = command.getOut();
    if (data.sets().isEmpty()) {
      out.println("The study draws its data, and reads no file.");
    } else {
      out.println(table(data.sets()));
    }
    data.notes().forEach(note -> out.println("Note: " + note));
    out.println();
    return true;
  }

  private static TextTable table(List<StudyData.Contents> sets) {
    var table = new TextTable("data", "rows", "features", "classes", "memory");
    for (StudyData.Contents set : sets) {
      table.add(
          set.name(),
          count(set.rows()),
          count(set.features()),
          classes(set.classes()),
          bytes(set.bytes()));
    }
    return table;
  }

  private static String classes(List<String> labels) {
    if (labels.isEmpty()) {
      return "numbers to predict";
    }
    boolean areTheirNumbers =
        IntStream.range(0, labels.size()).allMatch(i -> labels.get(i).equals(Integer.toString(i)));
    if (areTheirNumbers) {
      return "%d: 0 to %d".formatted(labels.size(), labels.size() - 1);
    }
    return Integer.toString(labels.size()); // a note says which label has which number
  }
}
