package org.gradientatlas.study;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.measure.RecordSchedule;

/** Reads the sections of a study, and notes what is wrong with them. */
final class StudyReader {
  /** A section of the defaults that studies do not have. */
  private static final String DATA_TYPES = "data-types";

  private static final List<String> ALWAYS_IN_IDS =
      List.of("training.engine", "training.precision");
  private static final Kind<String> NAME =
      Kind.text(
          "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
          "at most 100 letters, digits, dots, dashes and underscores, the first a letter or digit");

  private final Problems problems;
  private final Section root;
  private final Section study;
  private final Section grid;
  private final Section training;
  private final Section variedTraining;
  private final Section commit;
  private final DataReader data;
  private double listed = 1;
  private double trials;
  private long stride;

  StudyReader(ConfigObject given, Path directory, Problems problems) {
    Config defaults = Source.defaults();
    this.problems = problems;
    root = new Section("", given, defaults.root().withoutKey(DATA_TYPES), problems);
    study = root.section("study");
    grid = root.section("grid");
    training = root.section("training");
    variedTraining = grid.section("training", defaults.getObject("training"));
    commit = root.section("commit");
    data =
        new DataReader(
            root.section("data"),
            grid.section("data", defaults.getObject("data")),
            defaults.getObject(DATA_TYPES),
            directory);
  }

  /**
   * Reads everything.
   *
   * @throws InvalidStudyException with all that is wrong
   */
  Study read(String file) {
    refuseUnknownKeys();
    String name = study.one("name", NAME);
    long seed = study.one("seed", Kind.seed());
    int replicates = study.one("replicates", Kind.whole(1, Ranges.MOST));
    RecordSchedule record = record();
    Timeout timeout = timeout();
    var commitment = new Study.Commit(commit.one("every", Kind.duration()));
    Axes axes = axes(replicates);
    checkTogether(axes);
    var common = new ArrayList<>(List.of("seed=" + seed));
    if (!(record instanceof RecordSchedule.Log)) {
      common.add("training.record=" + StudyText.schedule(record));
    }
    var frame =
        new Grid.Frame(name, seed, replicates, record, common, timeout.seconds(), (long) listed);
    var excludes = new ExcludeReader(root, problems);
    Grid all = new Grid(frame, axes, List.of(), new BitSet());
    Grid kept = trials <= Grid.MOST ? excludes.apply(all) : all;
    problems.raise(file);
    String text =
        new StudyText(kept, data.keys(), timeout.duration(), excludes.predicates(), commitment)
            .render();
    return new Study(name, seed, replicates, kept, commitment, text);
  }

  private void refuseUnknownKeys() {
    root.allowOnly(root.known());
    study.allowOnly(study.known());
    training.allowOnly(training.known());
    commit.allowOnly(commit.known());
    var axes = new TreeSet<>(grid.known());
    axes.addAll(List.of("training", "data"));
    grid.allowOnly(axes);
    for (String key : List.of("record", "trial-timeout")) {
      if (variedTraining.has(key)) {
        variedTraining.problem(key, new Refused("", "cannot be an axis; write it into training"));
      }
    }
    variedTraining.allowOnly(training.known());
  }

  /** The time limit of a trial; no duration for none. */
  private record Timeout(Optional<Duration> duration) {
    double seconds() {
      return duration.map(d -> d.toMillis() / 1e3).orElse(Double.POSITIVE_INFINITY);
    }
  }

  private Timeout timeout() {
    boolean none = "none".equals(training.value("trial-timeout").unwrapped());
    return new Timeout(
        none
            ? Optional.empty()
            : Optional.of(training.one("trial-timeout", Kind.duration(), Duration.ofDays(1))));
  }

  private RecordSchedule record() {
    Object written = training.value("record").unwrapped();
    if ("log".equals(written)) {
      return new RecordSchedule.Log();
    }
    if ("every".equals(written)) {
      return new RecordSchedule.Every();
    }
    Kind<Integer> steps =
        Kind.numbers(
            Integer.class,
            "log, every, or steps (whole numbers from 0)",
            x -> x >= 0 && x == Math.rint(x) && x < Integer.MAX_VALUE,
            x -> (int) x);
    return new RecordSchedule.Steps(training.several("record", steps, 0));
  }

  /** All axes, from the fastest to the slowest, since strides grow that way. */
  private Axes axes(int replicates) {
    stride = replicates;
    trials = replicates;
    data.read();
    var spec = new Axis<>("data", data.values(), data.settings(), stride);
    advance(data.listed(), data.values().size());
    var precision = training("precision", Kind.named(Precision.class, "precision"));
    var engine = training("engine", Kind.named(EngineKind.class, "engine"));
    var steps = training("steps", Kind.whole(0));
    var loss = axis("loss", Kind.named(Loss.class, "loss"));
    var bias = axis("bias", Kind.flag());
    var batchSize = axis("batch-size", Kind.whole(1));
    var optimizer = axis("optimizer", Kind.variant(Optimizer.class, "optimizer"));
    var learningRate = axis("learning-rate", Kind.above(0));
    var clip = axis("clip", Kind.variant(ClipRule.class, "clip rule"));
    var activation = axis("activation", Kind.variant(Activation.class, "activation"));
    var initializer = axis("initializer", Kind.variant(Initializer.class, "initializer"));
    var width = axis("width", Kind.whole(1));
    var depth = axis("depth", Kind.whole(1));
    if (trials > Grid.MOST) {
      problems.add(
          "grid",
          String.format(Locale.ROOT, "%.4g trials", trials),
          "a grid has at most " + Grid.MOST);
    }
    return new Axes(
        depth,
        width,
        initializer,
        activation,
        clip,
        learningRate,
        optimizer,
        batchSize,
        bias,
        loss,
        steps,
        engine,
        precision,
        spec);
  }

  private <T extends Serializable> Axis<T> axis(String key, Kind<T> kind) {
    return axis(key, grid.several(key, kind), grid.fallback(key, kind));
  }

  private <T extends Serializable> Axis<T> training(String key, Kind<T> kind) {
    List<T> values = Section.axisOrOne(variedTraining, training, key, kind);
    return axis("training." + key, values, training.fallback(key, kind));
  }

  private <T extends Serializable> Axis<T> axis(String key, List<T> values, T fallback) {
    List<T> distinct = values.stream().distinct().toList();
    List<List<String>> settings =
        distinct.stream()
            .map(
                value ->
                    value.equals(fallback) && !ALWAYS_IN_IDS.contains(key)
                        ? List.<String>of()
                        : List.of(key + "=" + GridColumn.text(value)))
            .toList();
    var axis = new Axis<>(key, distinct, settings, stride);
    advance(values.size(), distinct.size());
    return axis;
  }

  /** Doubles, because the product may be beyond any long; it is then a problem. */
  private void advance(long listedValues, int values) {
    listed *= listedValues;
    trials *= values;
    stride *= values;
  }

  /** What each axis allows, but not with every value of another. */
  private void checkTogether(Axes axes) {
    int batch = axes.batchSize().values().stream().max(Integer::compare).orElseThrow();
    for (var value : axes.data().values()) {
      new DataCheck(value.spec(), problems).check(batch, axes.loss().values());
    }
  }
}
