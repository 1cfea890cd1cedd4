package org.gradientatlas.study;

import com.typesafe.config.ConfigUtil;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.gradientatlas.measure.RecordSchedule;

/**
 * Writes a study with everything in it said: defaults, ranges spread out, overrides in place.
 *
 * @param data the values of the keys of data
 */
record StudyText(
    Grid grid,
    SortedMap<String, List<? extends Serializable>> data,
    Optional<Duration> timeout,
    List<String> predicates,
    Study.Commit commit) {

  String render() {
    Grid.Frame frame = grid.frame();
    var text = new StringBuilder();
    section(
        text,
        "study",
        List.of(
            line("name", ConfigUtil.quoteString(frame.study())),
            line("replicates", frame.replicates()),
            line("seed", frame.seed())));
    section(text, "grid", gridLines());
    text.append(line("exclude", list(predicates))).append("\n\n");
    section(text, "training", trainingLines(frame.record()));
    section(text, "data", dataLines(false));
    section(text, "commit", List.of(line("every", millis(commit.every()))));
    return text.toString();
  }

  private List<String> gridLines() {
    var lines = new java.util.ArrayList<String>();
    for (Axis<?> axis : grid.axes().all()) {
      boolean fixedElsewhere = axis.key().startsWith("training.") && !axis.varies();
      if (!fixedElsewhere && !axis.key().equals("data")) {
        lines.add(line(axis.key(), list(axis.values())));
      }
    }
    lines.addAll(dataLines(true));
    return lines;
  }

  private List<String> trainingLines(RecordSchedule record) {
    var lines = new java.util.ArrayList<String>();
    for (Axis<?> axis : grid.axes().all()) {
      if (axis.key().startsWith("training.") && !axis.varies()) {
        lines.add(line(axis.key().substring("training.".length()), of(axis.values().get(0))));
      }
    }
    lines.add(line("record", schedule(record)));
    lines.add(line("trial-timeout", timeout.map(StudyText::millis).orElse("none")));
    return lines;
  }

  private List<String> dataLines(boolean axes) {
    return data.entrySet().stream()
        .filter(key -> key.getValue().size() > 1 == axes)
        .map(
            key ->
                axes
                    ? line("data." + key.getKey(), list(key.getValue()))
                    : line(key.getKey(), of(key.getValue().get(0))))
        .toList();
  }

  private static void section(StringBuilder text, String name, List<String> lines) {
    text.append(name).append(" {\n");
    lines.forEach(line -> text.append("  ").append(line).append('\n'));
    text.append("}\n\n");
  }

  private static String line(String key, Object value) {
    return key + " = " + value;
  }

  private static String list(Collection<? extends Serializable> values) {
    return values.stream().map(StudyText::of).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A value as a study file has it: texts in quotes, so that no two values share one. */
  static String of(Serializable value) {
    if (value instanceof Kind.Names names) {
      return list(names.names());
    }
    String text = GridColumn.text(value);
    return value instanceof Number || value instanceof Boolean
        ? text
        : ConfigUtil.quoteString(text);
  }

  private static String millis(Duration duration) {
    return duration.toMillis() + "ms";
  }

  /** A schedule as a study file has it. */
  static String schedule(RecordSchedule record) {
    if (record instanceof RecordSchedule.Steps steps) {
      return list(steps.steps());
    }
    return record instanceof RecordSchedule.Every ? "every" : "log";
  }
}
