package org.gradientatlas.study.file;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gradientatlas.axis.BlasKernel;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.study.Axes;
import org.gradientatlas.study.Block;
import org.gradientatlas.study.Claim;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Publication;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.hocon.Problems;
import org.gradientatlas.study.hocon.Source;
import org.gradientatlas.study.hocon.Written;
import org.gradientatlas.study.value.Ranges;
import org.gradientatlas.study.value.ValueType;
import org.jspecify.annotations.Nullable;

/** Reads the sections of a study and records their problems. */
final class StudyReader {
  /** A section that only the defaults have. */
  static final String DATA_TYPES = "data-types";

  private static final String AUTO = "auto";

  private static final ValueType<String> NAME =
      ValueType.text(
          "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
          "at most 100 letters, digits, dots, dashes and underscores, the first a letter or digit");

  private final Problems problems;
  private final Section root;
  private final Section study;
  private final Section training;
  private final Section commit;
  private final List<BlockReader> blocks;

  StudyReader(ConfigObject given, String directory, Problems problems) {
    this.problems = problems;
    root = new Section("", given, Source.defaults().root().withoutKey(DATA_TYPES), problems);
    study = root.section("study");
    training = root.section("training");
    commit = root.section("commit");
    boolean several = root.value("grid") instanceof ConfigList;
    blocks =
        root.blocks("grid").stream()
            .map(block -> new BlockReader(root, block, several, directory))
            .toList();
  }

  /**
   * Reads the whole study.
   *
   * @throws InvalidStudyException listing every problem
   */
  Study read(String file) {
    refuseUnknownKeys();
    String name = study.one("name", NAME);
    long seed = study.one("seed", ValueType.seed());
    int replicates = study.one("replicates", ValueType.whole(1, Ranges.MOST));
    RecordSchedule record = record();
    int jacobians = training.one("jacobian-examples", ValueType.whole(0));
    Timeout timeout = timeout();
    var commitment =
        new Study.Commit(
            commit.one("every", ValueType.duration()),
            commit.one("max-failed", FailureBudgetReader.KIND));
    var common = new ArrayList<>(List.of("seed=" + seed));
    if (!(record instanceof RecordSchedule.Log)) {
      common.add("training.record=" + StudyText.schedule(record));
    }
    if (jacobians > 0) {
      common.add("training.jacobian-examples=" + jacobians);
    }
    BlasKernel kernel = blasKernel();
    if (kernel != null) {
      common.add("training.blas-kernel=" + kernel.label());
    }
    var frame =
        new Block.Frame(
            name, seed, replicates, record, jacobians, common, timeout.seconds(), kernel);
    List<Axes> axes = blocks.stream().map(block -> block.read(replicates, record)).toList();
    refuseUnknownData();
    List<Claim> claims = new ClaimReader(problems).read(root.value("claims"));
    Publication publication = publication();
    refuseTooMany(file);
    var excludes = new ExcludeReader(root, problems);
    Grid grid =
        excludes.apply(
            new Grid(
                axes.stream().map(a -> new Block(frame, a, DataType.columnTypes())).toList(),
                listed()));
    problems.raise(file);
    String text =
        new StudyText(
                grid,
                blocks.stream().map(BlockReader::dataKeys).toList(),
                timeout.duration(),
                excludes.predicates(),
                commitment,
                claims,
                publication)
            .render();
    return new Study(name, seed, replicates, grid, commitment, claims, publication, text);
  }

  private Publication publication() {
    Section section = root.section("publication");
    section.allowOnly(section.known());
    ValueType<String> text = ValueType.text("(?s).*", "text");
    return new Publication(
        section.one("source", text), section.one("finding", text), section.one("analysis", text));
  }

  private long listed() {
    return (long) blocks.stream().mapToDouble(BlockReader::listed).sum();
  }

  /** Every data key must apply to the data of some block. */
  private void refuseUnknownData() {
    DataReader.refuseUnknown(
        root.section("data"), blocks.stream().flatMap(b -> b.dataTypes().stream()).toList());
  }

  private void refuseTooMany(String file) {
    double trials = blocks.stream().mapToDouble(BlockReader::trials).sum();
    if (trials > Grid.MOST) {
      problems.add(
          "grid",
          String.format(Locale.ROOT, "%.4g trials", trials),
          "a grid has at most " + Grid.MOST);
      problems.raise(file);
    }
  }

  private void refuseUnknownKeys() {
    root.allowOnly(root.known());
    study.allowOnly(study.known());
    training.allowOnly(training.known());
    Section train = root.section("train");
    train.allowOnly(train.known());
    commit.allowOnly(commit.known());
  }

  /** The time limit of a trial; empty for none. */
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
            : Optional.of(training.one("trial-timeout", ValueType.duration(), Duration.ofDays(1))));
  }

  /** The pinned kernel, matched case-insensitively; null for none. */
  private @Nullable BlasKernel blasKernel() {
    ConfigValue written = training.value("blas-kernel");
    String name = String.valueOf(written.unwrapped()).toLowerCase(Locale.ROOT);
    if (name.equals(AUTO)) {
      return null;
    }
    var known = new ArrayList<>(List.of(AUTO));
    for (BlasKernel kernel : BlasKernel.values()) {
      if (kernel.label().equals(name)) {
        return kernel;
      }
      known.add(kernel.label());
    }
    training.problem(
        "blas-kernel", InvalidValueException.unknown("BLAS kernel", Written.value(written), known));
    return null;
  }

  private RecordSchedule record() {
    Object written = training.value("record").unwrapped();
    if ("log".equals(written)) {
      return new RecordSchedule.Log();
    }
    if ("every".equals(written)) {
      return new RecordSchedule.Every();
    }
    ValueType<Integer> steps =
        ValueType.numbers(
            Integer.class,
            "log, every, or steps (whole numbers from 0)",
            x -> x >= 0 && x == Math.rint(x) && x < Integer.MAX_VALUE,
            x -> (int) x);
    return new RecordSchedule.Steps(training.several("record", steps, 0));
  }
}
