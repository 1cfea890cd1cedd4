package org.gradientatlas.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.gradientatlas.cli.draft.StudyDraft;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.file.CsvSketch;
import org.gradientatlas.data.file.DataFile;
import org.gradientatlas.study.file.StudyFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a first study, for a data file or for drawn data. */
@Command(
    name = "init",
    description =
        "Writes a small, commented study: of a CSV file with a header, or of drawn data. Starts no"
            + " Spark.",
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  private static final String CSV = "(?i).*\\.csv(\\.gz)?";

  @Parameters(
      arity = "0..1",
      paramLabel = "DATA",
      description = "A CSV file with a header, plain or gzipped.")
  private @Nullable Path data;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description =
          "The column to learn. Default: one called label, target or the like, or the last.")
  private @Nullable String label;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The study file to write (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("study.conf");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try {
      write(draft());
    } catch (InvalidDataException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return ExitCode.INVALID.code();
    }
    PrintWriter said = spec.commandLine().getOut();
    String word = inShell(out.toString());
    said.printf("Wrote %s. Next:%n  jobs/plan %s%s%n", out, word, data == null ? "" : " --data");
    said.printf("  jobs/study %s --out out/%s%n", word, name());
    said.flush();
    return ExitCode.DONE.code();
  }

  private void write(String text) throws IOException {
    var unused = StudyFile.parse(text); // what is written must be a study
    Path home = out.toAbsolutePath().getParent();
    if (home != null && !Files.isDirectory(home)) {
      throw new InvalidDataException("--out = %s: there is no directory %s".formatted(out, home));
    }
    try {
      Files.writeString(out, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new InvalidDataException(out + " exists already: --out names another file");
    }
  }

  private static String inShell(String word) {
    return word.matches("[\\w./=+,:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private String draft() throws IOException {
    if (data == null) {
      return StudyDraft.builtIn(name());
    }
    if (!data.toString().matches(CSV) || Files.isDirectory(data)) {
      throw new InvalidDataException(
          data + " is no .csv file: docs/reference/data-files.md shows studies of other data");
    }
    return StudyDraft.ofCsv(name(), path(data), sketch(data), label);
  }

  private static CsvSketch sketch(Path data) throws IOException {
    try {
      return CsvSketch.of(new Local(data));
    } catch (NoSuchFileException e) {
      throw new InvalidDataException(data + ": no such file");
    } catch (ZipException | EOFException e) {
      throw new InvalidDataException(data + " is no whole gzip file: " + e.getMessage());
    }
  }

  /** The study's name: that of its data, or of its file. */
  private String name() {
    Path file = data == null ? out : data;
    String name =
        String.valueOf(file.getFileName())
            .replaceFirst("(\\.[A-Za-z]+)+$", "")
            .replaceAll("[^A-Za-z0-9._-]", "-")
            .replaceFirst("^[^A-Za-z0-9]+", "");
    return name.isEmpty() ? "study" : name.substring(0, Math.min(name.length(), 100));
  }

  /** Relative to the study file, so that both can move together. */
  private String path(Path file) {
    Path home = out.toAbsolutePath().normalize().getParent();
    Path there = file.toAbsolutePath().normalize();
    return (home == null ? there : home.relativize(there)).toString();
  }

  private record Local(Path file) implements DataFile {
    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public InputStream open() throws IOException {
      InputStream in = Files.newInputStream(file);
      return name().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }
  }
}
