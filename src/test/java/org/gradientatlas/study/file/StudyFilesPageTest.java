package org.gradientatlas.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradientatlas.study.Studies;
import org.gradientatlas.study.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example of docs/guide/study-files.md, and every study that comes with the project, loads.
 */
class StudyFilesPageTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```hocon\n(.*?)```");

  static List<String> examples() throws IOException {
    String page = Files.readString(Path.of("docs/guide/study-files.md"));
    return EXAMPLE.matcher(page).results().map(match -> match.group(1)).toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleLoadsAndSaysAllWhenRendered(String example) {
    Study study = Studies.of(example);
    assertThat(study.grid().keptCount()).isPositive();
    assertThat(Studies.of(study.render())).isEqualTo(study);
  }

  @Test
  void theCountsOnThePageAreRight() throws IOException {
    assertThat(examples()).hasSizeGreaterThan(8);
    assertThat(Studies.of(examples().get(0)).grid().keptCount()).isEqualTo(36);
    assertThat(Studies.of(examples().get(1)).grid().cells()).isEqualTo(8 * 5 * 8);
  }

  static List<Path> studies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("conf/studies"))) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void everyStudyOfTheProjectLoads(Path file) {
    assertThat(StudyFile.load(file, List.of()).grid().keptCount()).isPositive();
  }
}
