package org.gradientatlas.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a study is stored: {@code --out DIR}, as it was given to jobs/study, or DIR alone. */
final class StoredStudy {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The same as DIR, by the option that jobs/study has for it.")
  private @Nullable String option;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /** Whether {@code --out} is given, so that DIR is not expected. */
  boolean isOption() {
    return option != null;
  }

  /**
   * The directory.
   *
   * @param word DIR, if it was given
   * @throws ParameterException unless exactly one of the two was given
   */
  String directory(@Nullable String word) {
    if (option != null && word != null) {
      throw new ParameterException(
          spec.commandLine(), "%s and --out %s: give one of them".formatted(word, option));
    }
    String given = option == null ? word : option;
    if (given == null) {
      throw new ParameterException(spec.commandLine(), Usage.missing("DIR"));
    }
    return given;
  }
}
