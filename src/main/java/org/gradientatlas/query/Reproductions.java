package org.gradientatlas.query;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.gradientatlas.storage.LocatedText;
import org.gradientatlas.storage.Location;
import org.gradientatlas.study.Claim;
import org.gradientatlas.study.Claim.BoundWords;
import org.gradientatlas.study.Publication;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.schema.ClaimRecord;

/** docs/science/reproductions.md: published findings beside what studies measured, as Markdown. */
public final class Reproductions {
  private static final String HEAD =
      """
      # Published findings, reproduced

      Written by `scripts/reproduce`, which trains every network of these studies and measures their claims. No figure on this page is
      typed by hand. The study file of each study contains the SQL of its claims.

      A claim agrees when our value passes every bound that is set. Where a claim disagrees, a note below the table says why.
      """;

  private static final String STUDY_FILE = "study.conf";

  private static final String PROVENANCE =
      """
      SELECT format('{} trials, {}; {} completed. Version {}, commit {}, BLAS kernel {}.', count(*),
        string_agg(DISTINCT engine || ' ' || precision, ', ' ORDER BY engine || ' ' || precision),
        CASE WHEN bool_and(outcome = 'completed') THEN 'all' ELSE count(*) FILTER (outcome = 'completed') || '' END,
        string_agg(DISTINCT app_version, ', '), string_agg(DISTINCT git_commit, ', '),
        string_agg(DISTINCT blas_kernel, ', '))
      FROM trials
      """;

  private static final BoundWords WORDS = new BoundWords("at least ", "at most ", " to ");

  private Reproductions() {}

  /** A study with its verdicts and their provenance. */
  private record Result(Study study, List<ClaimRecord> verdicts, String provenance) {
    long agreeing() {
      return verdicts.stream().filter(ClaimRecord::agrees).count();
    }

    String score() {
      return agreeing() + " of " + verdicts.size();
    }
  }

  /**
   * Renders the page.
   *
   * @param directories outputs of trained studies, on any Hadoop file system
   * @param notice receives a line if much has to be copied to this machine
   * @throws IOException if a directory cannot be read
   * @throws Query.Unanswerable naming every directory that holds no trained study
   */
  public static String page(List<String> directories, Consumer<String> notice)
      throws IOException, Query.Unanswerable {
    List<Location> studies =
        directories.stream()
            .map(directory -> Location.of(directory, HadoopSettings.settings()))
            .toList();
    List<String> others =
        studies.stream()
            .filter(study -> !Query.hasTrials(study) && study.below(STUDY_FILE).exists())
            .map(study -> Query.whyNoTrials(study))
            .toList();
    if (!others.isEmpty()) {
      throw new Query.Unanswerable(String.join("\n", others));
    }
    var results = new ArrayList<Result>();
    for (Location study : studies) {
      results.add(result(study, notice));
    }
    var text = new StringBuilder(HEAD).append("\n| study | claims that agree |\n|---|---|\n");
    results.forEach(
        r -> text.append("| [%1$s](#%1$s) | %2$s |\n".formatted(r.study().name(), r.score())));
    results.forEach(r -> append(text, r));
    return text.toString();
  }

  private static Result result(Location directory, Consumer<String> notice) throws IOException {
    Study study = StudyFile.load(LocatedText.of(directory.below(STUDY_FILE)), List.of());
    var queries = new ArrayList<>(List.of(PROVENANCE));
    study.claims().forEach(claim -> queries.add(claim.query()));
    try (TableFiles files = TableFiles.of(directory.text(), notice)) {
      files.fetch(queries);
      try (var database = StudyDatabase.of(files)) {
        return new Result(study, Verdicts.measure(database, study), database.text(PROVENANCE));
      }
    } catch (SQLException e) {
      throw new IOException(directory.text() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void append(StringBuilder text, Result result) {
    String name = result.study().name();
    Publication publication = result.study().publication();
    text.append("\n## ").append(name).append('\n');
    paragraphs(text, publication.source());
    paragraphs(text, publication.finding());
    text.append("\n`jobs/study conf/studies/%1$s.conf --out out/%1$s`\n".formatted(name));
    text.append("\n| claim | published | agrees if | ours | agrees |\n|---|---|---|---|---|\n");
    result.verdicts().forEach(verdict -> text.append(row(verdict)));
    text.append('\n').append(result.score()).append(" claims agree.\n");
    for (ClaimRecord verdict : result.verdicts()) {
      if (!verdict.agrees() || !verdict.claim().note().isEmpty()) {
        paragraphs(text, note(verdict));
      }
    }
    paragraphs(text, publication.analysis());
    paragraphs(text, result.provenance());
  }

  private static String row(ClaimRecord verdict) {
    return "%s %s | %s |%n"
        .formatted(
            expected(verdict.claim()),
            verdict.error().isEmpty() ? Verdicts.number(verdict.measured()) : "error",
            verdict.agrees() ? "yes" : "**no**");
  }

  /** The part of a claim's table row that does not depend on measurements. */
  static String expected(Claim claim) {
    boolean published = !Double.isNaN(claim.published());
    return "| %s | %s | %s |"
        .formatted(
            cell(claim.text()), published ? Verdicts.number(claim.published()) : "", bounds(claim));
  }

  private static String bounds(Claim claim) {
    String least = Verdicts.number(claim.atLeast());
    if (!least.equals(Verdicts.number(claim.atMost()))) {
      return claim.bounds(WORDS, Verdicts::number);
    }
    // Six digits cannot show the narrowest bounds.
    double margin = (claim.atMost() - claim.atLeast()) / 2;
    return margin == 0
        ? "equal to " + least
        : String.format(Locale.ROOT, "%s within %.1e", least, margin);
  }

  private static String note(ClaimRecord verdict) {
    String start = verdict.agrees() ? "" : "**Disagrees.** ";
    String note = verdict.claim().note();
    return start
        + "*"
        + verdict.claim().text()
        + "*"
        + (note.isEmpty() ? "" : ": " + note)
        + (verdict.error().isEmpty() ? "" : " (" + verdict.error() + ")");
  }

  /** Appends paragraphs, separated by empty lines, and rewraps their lines. */
  private static void paragraphs(StringBuilder text, String paragraphs) {
    for (String paragraph : paragraphs.split("\\n\\s*\\n")) {
      String line = paragraph.lines().map(String::strip).collect(Collectors.joining(" ")).strip();
      if (!line.isEmpty()) {
        text.append('\n').append(line.replaceAll("(.{1,120})( |$)", "$1\n"));
      }
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace('\n', ' ');
  }
}
