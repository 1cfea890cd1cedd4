package org.gradientatlas.cli;

import static org.gradientatlas.report.text.Quantity.bytes;
import static org.gradientatlas.report.text.Quantity.count;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.gradientatlas.report.text.TextTable;
import org.gradientatlas.spark.input.StudyData;
import picocli.CommandLine;

/** Prints what the data files and model files of a study hold. */
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
      out.println(
          "The study draws its data"
              + (data.models().isEmpty() ? ", and reads no file." : "; its models are in files."));
    } else {
      out.println(table(data.sets()));
    }
    if (!data.models().isEmpty()) {
      out.println(models(data.models()));
      out.println(layers(data.models()));
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

  private static TextTable models(List<StudyData.Model> models) {
    var table = new TextTable("model", "takes", "gives", "parameters");
    for (StudyData.Model model : models) {
      table.add(
          model.name(), model.takes().words(), count(model.gives()), count(model.parameters()));
    }
    return table;
  }

  /** Once for each file, whatever data it reads. */
  private static TextTable layers(List<StudyData.Model> models) {
    var table = new TextTable("model", "layer", "type", "tensors", "parameters");
    var seen = new HashSet<String>();
    for (StudyData.Model model : models) {
      if (seen.add(model.name())) {
        for (StudyData.ModelLayer layer : model.layers()) {
          table.add(
              model.name(), layer.name(), layer.type(), layer.tensors(), count(layer.parameters()));
        }
      }
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
