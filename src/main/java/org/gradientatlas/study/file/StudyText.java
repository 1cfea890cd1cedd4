package org.gradientatlas.study.file;

import com.typesafe.config.ConfigUtil;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradientatlas.axis.BlasKernel;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.study.Axis;
import org.gradientatlas.study.Block;
import org.gradientatlas.study.Claim;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.GridColumn;
import org.gradientatlas.study.Publication;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.value.ValueType;

/**
 * Writes a fully resolved study, with defaults, expanded ranges and overrides.
 *
 * @param data for each block, the values of the data keys
 */
record StudyText(
    Grid grid,
    List<SortedMap<String, List<? extends Serializable>>> data,
    Optional<Duration> timeout,
    List<String> predicates,
    Study.Commit commit,
    List<Claim> claims,
    Publication publication) {
  private static final String TRAINING = "training.";
  private static final String TRAIN = "train.";
  private static final String BATCH_SIZE = "batch-size";
  private static final String CLAIMS = "claims = [\n";
  private static final String COMMIT = "commit";
  private static final String PUBLICATION = "publication";

  /** Sections that affect no trial come last, so that they can be cut off. */
  String render() {
    Block.Frame frame = grid.blocks().get(0).frame();
    var text = new StringBuilder();
    section(
        text,
        "study",
        List.of(
            line("name", ConfigUtil.quoteString(frame.study())),
            line("replicates", frame.replicates()),
            line("seed", frame.seed())));
    boolean several = data.size() > 1;
    if (several) {
      text.append(IntStream.range(0, data.size()).mapToObj(this::block).collect(BLOCKS));
    } else {
      section(text, "grid", axisLines(0, false));
    }
    text.append(line("exclude", list(predicates))).append("\n\n");
    section(text, "training", trainingLines(several, frame));
    section(text, "data", several ? List.of() : dataLines(data.get(0), false));
    section(
        text,
        COMMIT,
        List.of(
            line("every", millis(commit.every())),
            line("max-failed", ConfigUtil.quoteString(commit.maxFailed().text()))));
    if (!publication.isEmpty()) {
      section(
          text,
          PUBLICATION,
          List.of(
              line("source", ConfigUtil.quoteString(publication.source())),
              line("finding", ConfigUtil.quoteString(publication.finding())),
              line("analysis", ConfigUtil.quoteString(publication.analysis()))));
    }
    if (!claims.isEmpty()) {
      text.append(CLAIMS);
      claims.forEach(claim -> text.append(of(claim)));
      text.append("]\n\n");
    }
    return text.toString();
  }

  /** The part of a rendered study that decides its trials. */
  static String trialsOnly(String rendered) {
    // Safe to search for: strings are quoted with line breaks escaped, so no string matches this.
    int at = rendered.indexOf("\n" + COMMIT + " {\n");
    return at < 0 ? rendered : rendered.substring(0, at + 1);
  }

  private static final Collector<CharSequence, ?, String> BLOCKS =
      Collectors.joining("", "grid = [\n", "]\n\n");

  /** Every block spells out its own training and data. */
  private String block(int block) {
    var text = new StringBuilder("  {\n");
    axisLines(block, true).forEach(line -> text.append("    ").append(line).append('\n'));
    return text.append("  }\n").toString();
  }

  private List<String> axisLines(int block, boolean all) {
    var lines = new ArrayList<String>();
    for (Axis<?> axis : grid.blocks().get(block).axes().all()) {
      boolean parallel = grid.blocks().get(block).axes().training().dataParallel();
      // batch-size and train exclude each other.
      boolean meaningless = parallel ? axis.key().equals(BATCH_SIZE) : axis.key().startsWith(TRAIN);
      boolean fixedElsewhere = !all && axis.key().startsWith(TRAINING) && !axis.varies();
      if (!meaningless && !fixedElsewhere && !axis.key().equals("data")) {
        lines.add(line(axis.key(), list(axis.values())));
      }
    }
    lines.addAll(dataLines(data.get(block), true));
    if (all) {
      dataLines(data.get(block), false).forEach(line -> lines.add("data." + line));
    }
    return lines;
  }

  private List<String> trainingLines(boolean several, Block.Frame frame) {
    var lines = new ArrayList<String>();
    if (!several) {
      for (Axis<?> axis : grid.blocks().get(0).axes().all()) {
        if (axis.key().startsWith(TRAINING) && !axis.varies()) {
          lines.add(line(axis.key().substring(TRAINING.length()), of(axis.values().get(0))));
        }
      }
    }
    BlasKernel kernel = frame.blasKernel();
    lines.add(line("blas-kernel", kernel == null ? "auto" : kernel.label()));
    lines.add(line("jacobian-examples", frame.jacobianExamples()));
    lines.add(line("record", schedule(frame.record())));
    lines.add(line("trial-timeout", timeout.map(StudyText::millis).orElse("none")));
    return lines;
  }

  private static List<String> dataLines(
      SortedMap<String, List<? extends Serializable>> keys, boolean axes) {
    return keys.entrySet().stream()
        .filter(key -> key.getValue().size() > 1 == axes)
        .map(
            key ->
                axes
                    ? line("data." + key.getKey(), list(key.getValue()))
                    : line(key.getKey(), of(key.getValue().get(0))))
        .toList();
  }

  private static String of(Claim claim) {
    var text = new StringBuilder("  {\n");
    text.append("    ").append(line("claim", ConfigUtil.quoteString(claim.text()))).append('\n');
    number(text, "published", claim.published());
    number(text, "at-least", claim.atLeast());
    number(text, "at-most", claim.atMost());
    text.append("    ")
        .append(line("measured", ConfigUtil.quoteString(claim.query())))
        .append('\n');
    if (!claim.note().isEmpty()) {
      text.append("    ").append(line("note", ConfigUtil.quoteString(claim.note()))).append('\n');
    }
    return text.append("  }\n").toString();
  }

  private static void number(StringBuilder text, String key, double value) {
    if (Double.isFinite(value)) {
      text.append("    ").append(line(key, of(value))).append('\n');
    }
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

  /**
   * A value in study file syntax, with strings quoted so that distinct values have distinct texts.
   */
  static String of(Serializable value) {
    if (value instanceof ValueType.Names names) {
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

  /** A schedule in study file syntax. */
  static String schedule(RecordSchedule record) {
    if (record instanceof RecordSchedule.Steps steps) {
      return list(steps.steps());
    }
    return record instanceof RecordSchedule.Every ? "every" : "log";
  }
}
