package org.gradientatlas.spark.stored;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.table.lock.OutputLock;
import org.gradientatlas.table.output.DamagedOutputException;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.Status;
import org.gradientatlas.table.output.StoredJson;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.Waves;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Whether all of a study is done already, told without Spark: the same program has finished the
 * same study here, and all it has left is as it was.
 *
 * @param study the resolved study
 * @param program what trains and diagnoses it: version and commit, and what it learns from
 */
public record FinishedStudy(StudyDirectory directory, String study, String program) {
  private static final String NAME = "_FINISHED.json";

  /**
   * The trials, if all are there.
   *
   * @throws IOException if the output cannot be read
   */
  public Optional<FinishedRun> find() throws IOException {
    try {
      FinishedRun run = isAtRest() ? read() : null;
      return run != null && run.trained().stamp().equals(trialsStamp())
          ? Optional.of(run)
          : Optional.empty();
    } catch (DamagedOutputException e) {
      return Optional.empty(); // the next run says what is damaged
    }
  }

  /**
   * The trials and what was found out, if all is there.
   *
   * @param rules the thresholds and the gate
   * @throws IOException if the output cannot be read
   */
  public Optional<FinishedRun> find(String rules) throws IOException {
    Optional<FinishedRun> run = find();
    FinishedRun.Answer answer = run.map(FinishedRun::answer).orElse(null);
    return answer != null && answer.stamp().equals(answerStamp(rules)) ? run : Optional.empty();
  }

  /** Remembers a run that has trained; what was found out before stays if nothing was added. */
  public void remember(long trials, long failed, String outcomes) throws IOException {
    if (find().isEmpty()) {
      write(new FinishedRun(trained(trials, failed, outcomes), null));
    }
  }

  /** Remembers a run that has found out more, with the text of an answer but for its stamp. */
  public void remember(
      long trials, long failed, String outcomes, String rules, FinishedRun.Answer found)
      throws IOException {
    var answer =
        new FinishedRun.Answer(
            answerStamp(rules), found.text(), found.map(), found.stopped(), found.claims());
    write(new FinishedRun(trained(trials, failed, outcomes), answer));
  }

  private FinishedRun.Trained trained(long trials, long failed, String outcomes)
      throws IOException {
    return new FinishedRun.Trained(trialsStamp(), trials, failed, outcomes);
  }

  private Path path() {
    return new Path(directory.root(), NAME);
  }

  private void write(FinishedRun run) throws IOException {
    directory.store().replace(path(), StoredJson.write(run));
  }

  private @Nullable FinishedRun read() throws IOException {
    try {
      return StoredJson.read(directory.store().read(path()), FinishedRun.class);
    } catch (FileNotFoundException | JsonProcessingException e) {
      return null;
    }
  }

  /** Whether the last run ended well, none holds the output, and nothing is half written. */
  private boolean isAtRest() throws IOException {
    String status = directory.obstacle().isEmpty() ? Status.text(directory) : null;
    return status != null
        && Status.parse(status).run().state() == Status.State.DONE
        && Status.parse(status).run().phase() == null
        && study.equals(directory.readStudy())
        && OutputLock.of(directory) == null
        && !directory.hasStaged()
        && new Waves(directory).strangers().isEmpty();
  }

  /** Of the study, the program and every file of every wave, which are there and undamaged. */
  private String trialsStamp() throws IOException {
    List<Manifest> waves = new Waves(directory).checked();
    return hash(program + "\n" + study + "\n" + StoredJson.write(waves));
  }

  private String answerStamp(String rules) throws IOException {
    var lines = new ArrayList<>(List.of(rules));
    for (Table<?> table : DiagnosisTables.ALL) {
      for (String file : directory.derivedFiles(table)) {
        lines.add(line(directory.store().status(new Path(file))));
      }
    }
    for (FileStatus file : directory.store().list(directory.table(Tables.CLAIMS))) {
      lines.add(line(file));
    }
    if (directory.store().exists(directory.report())) {
      lines.add(line(directory.store().status(directory.report())));
    } else {
      lines.add("no report");
    }
    return hash(String.join("\n", lines));
  }

  private String line(FileStatus file) {
    String name = directory.root().toUri().relativize(file.getPath().toUri()).getPath();
    return "%s %d %d".formatted(name, file.getLen(), file.getModificationTime());
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
