package org.gradientatlas.data.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.gradientatlas.data.InvalidDataException;

/**
 * What the columns of a CSV file hold, before anyone has said what to learn from them.
 *
 * @param rows without the header and without blank lines
 */
public record CsvSketch(long rows, List<Column> columns) {
  /** Counting further values would only take memory. */
  private static final int MOST_VALUES = 10_000;

  /**
   * A column.
   *
   * @param missing how many cells are empty, or stand for no number as NA does
   * @param texts how many others are no numbers
   * @param whole whether all numbers are whole and from -9999 to 9999, as classes are
   * @param counting whether each row's number is one more than that of the row before
   * @param values how many different values it has, up to 10,000
   */
  public record Column(
      String name, long missing, long texts, boolean whole, boolean counting, int values) {
    /** Whether every cell is a number. */
    public boolean isNumeric() {
      return missing + texts == 0;
    }
  }

  /**
   * Reads a file from start to end.
   *
   * @throws IOException if it cannot be read
   * @throws InvalidDataException if it is no CSV with a header
   */
  public static CsvSketch of(DataFile file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
    try (CSVParser parser = format.parse(Utf8.reader(file.open()))) {
      return of(file.name(), parser);
    } catch (CharacterCodingException e) {
      throw Utf8.refusal(file);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw Utf8.refusal(file);
      }
      throw CsvTable.refusal(file, Objects.requireNonNull(e.getCause()));
    }
  }

  private static CsvSketch of(String file, CSVParser parser) {
    List<Draft> drafts = null;
    long rows = 0;
    for (CSVRecord row : parser) {
      if (drafts == null) {
        String separator = TableColumns.separator(row.toList());
        if (separator != null) {
          throw new InvalidDataException(file + ": " + separator);
        }
        drafts = row.stream().map(name -> new Draft(name.strip())).toList();
      } else if (row.size() == drafts.size()) {
        for (int i = 0; i < drafts.size(); i++) {
          drafts.get(i).add(row.get(i));
        }
        rows++;
      } else if (row.size() > 1 || !row.get(0).isBlank()) {
        throw new InvalidDataException(
            "%s, row %d: has %d cells, where the header has %d"
                .formatted(file, parser.getRecordNumber(), row.size(), drafts.size()));
      }
    }
    if (drafts == null || rows == 0) {
      throw new InvalidDataException(
          file + " has no rows below its first line, which names the columns");
    }
    List<String> commas = drafts.stream().filter(Draft::hasCommas).map(d -> d.comma(file)).toList();
    if (!commas.isEmpty()) {
      throw new InvalidDataException(commas);
    }
    return new CsvSketch(rows, drafts.stream().map(Draft::column).toList());
  }

  /** A column that is being read. */
  private static final class Draft {
    private static final double MOST_CLASSES = 9999;

    private final String name;
    private final Set<String> values = new HashSet<>();
    private long missing;
    private long texts;
    private long commas;
    private String firstComma = "";
    private boolean whole = true;
    private boolean counting = true;
    private double last = Double.NaN;

    Draft(String name) {
      this.name = name;
    }

    void add(String cell) {
      if (MissingCells.isOne(cell)) {
        missing++;
        counting = false;
        return;
      }
      if (values.size() < MOST_VALUES) {
        values.add(cell.strip());
      }
      double number = DecimalText.parse(cell);
      if (Double.isNaN(number)) {
        texts++;
      }
      if (DecimalText.hasComma(cell)) {
        commas++;
        firstComma = firstComma.isEmpty() ? cell : firstComma;
      }
      whole &= number == Math.rint(number) && Math.abs(number) <= MOST_CLASSES;
      counting &= Double.isNaN(last) ? values.size() == 1 : number == last + 1;
      last = number;
    }

    /** Whether all that is no number would be one with a decimal point. */
    boolean hasCommas() {
      return commas > 0 && commas == texts;
    }

    String comma(String file) {
      return "%s, %s: %s %s"
          .formatted(
              file, TableColumns.named(name), CellProblems.quoted(firstComma), DecimalText.COMMA);
    }

    Column column() {
      return new Column(name, missing, texts, whole, counting, values.size());
    }
  }
}
