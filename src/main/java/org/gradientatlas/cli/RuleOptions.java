package org.gradientatlas.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.problem.NearestName;
import org.gradientatlas.spark.UserFile;
import org.gradientatlas.study.file.RuleSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Options for the diagnosis thresholds and the gate. */
final class RuleOptions {
  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Thresholds of the rules of diagnosis (HOCON), over the defaults.")
  private @Nullable String file;

  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "VERDICT",
      description =
          "Exits with 5 if any trial has that mechanism, outcome verdict or rule: EXPLODING.")
  private List<String> gate = new ArrayList<>();

  /**
   * The thresholds, with overrides such as {@code rules.vanishing-slope.slope=-0.1} applied.
   *
   * @throws InvalidStudyException listing every problem
   */
  Thresholds thresholds(List<String> overrides) {
    return new Thresholds(RuleSettings.load(file == null ? null : UserFile.of(file), overrides));
  }

  /**
   * The gate.
   *
   * @throws CommandLine.ParameterException naming every unknown name
   */
  Gate gate(CommandLine command) {
    Set<String> known = Gate.known();
    List<String> problems =
        gate.stream().filter(name -> !known.contains(name)).map(RuleOptions::problem).toList();
    if (!problems.isEmpty()) {
      throw new CommandLine.ParameterException(command, String.join("\n", problems));
    }
    return new Gate(new LinkedHashSet<>(gate));
  }

  private static String problem(String name) {
    String nearest = NearestName.of(name, Gate.known());
    return "--fail-on %s: unknown mechanism, verdict or rule; %s"
        .formatted(
            name,
            nearest == null
                ? "known: " + String.join(", ", Gate.known())
                : "did you mean " + nearest + "?");
  }
}
