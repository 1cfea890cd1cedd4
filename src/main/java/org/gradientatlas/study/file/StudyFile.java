package org.gradientatlas.study.file;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.List;
import org.gradientatlas.problem.InputFile;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.hocon.Problems;
import org.gradientatlas.study.hocon.Source;

/** A study as a file: HOCON in, a {@link Study} out. */
public final class StudyFile {
  /** The name in messages of a text without a file. */
  private static final String NAMELESS = "the study";

  private StudyFile() {}

  /**
   * Reads a study file.
   *
   * @param overrides texts such as {@code grid.depth=[8,32]}; they override the file, and later
   *     ones override earlier ones
   * @throws InvalidStudyException with everything that is wrong, if anything is
   */
  public static Study load(Path file, List<String> overrides) {
    return load(InputFile.of(file), overrides);
  }

  /**
   * Reads a study file from anywhere.
   *
   * @param overrides texts such as {@code grid.depth=[8,32]}; they override the file, and later
   *     ones override earlier ones
   * @throws InvalidStudyException with everything that is wrong, if anything is
   */
  public static Study load(InputFile file, List<String> overrides) {
    var problems = new Problems();
    Config written = Source.file(file, problems);
    problems.raise(file.name());
    return read(file.name(), written, file.directory(), overrides, problems);
  }

  /**
   * Reads the text of a study. Relative data paths are relative to the working directory.
   *
   * @throws InvalidStudyException with everything that is wrong, if anything is
   */
  public static Study parse(String text) {
    var problems = new Problems();
    Config written = Source.text(text, NAMELESS, problems);
    problems.raise(NAMELESS);
    return read(NAMELESS, written, Path.of("").toAbsolutePath().toString(), List.of(), problems);
  }

  private static Study read(
      String name, Config written, String directory, List<String> overrides, Problems problems) {
    var root = Source.resolve(written, overrides, name, problems);
    return new StudyReader(root, directory, problems).read(name);
  }

  /**
   * A resolved study without its commit, claims and publication sections, which may change without
   * affecting trials. Outputs belong to a study by the rest.
   */
  public static String trialsOnly(String resolved) {
    return StudyText.trialsOnly(resolved);
  }
}
