package org.gradientatlas.data.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.jspecify.annotations.Nullable;

/** CSV files as RFC 4180 has them, each with a header. Columns that nobody asks for are ignored. */
public final class CsvTable implements TableReader {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  private static final Pattern BREAK = Pattern.compile("\r\n|\r|\n");
  private static final Pattern ENDLESS = Pattern.compile("^\\(startline (\\d+)\\) EOF");
  private static final Pattern TRAILING = Pattern.compile("delimiter at line: (\\d+)");

  private final DataSpec.Table table;
  private final TableBuilder rows;
  private @Nullable CsvHeader header;

  /**
   * @param table its path is the name of the whole in messages
   */
  public CsvTable(DataSpec.Table table) {
    this.table = table;
    this.rows = new TableBuilder(table, "line");
  }

  @Override
  public void read(DataFile file) throws IOException {
    try (CSVParser parser = FORMAT.parse(Utf8.reader(file.open()))) {
      read(file.name(), parser);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw Utf8.refusal(file);
      }
      throw refusal(file, Objects.requireNonNull(e.getCause()));
    } catch (CharacterCodingException e) {
      throw Utf8.refusal(file);
    }
  }

  private void read(String file, CSVParser parser) {
    rows.file(file);
    Iterator<CSVRecord> records = parser.iterator();
    if (!records.hasNext()) {
      throw new InvalidDataException(file + " is empty: its first line must name the columns");
    }
    CsvHeader own = CsvHeader.of(file, records.next().values(), table, header);
    header = header == null ? own : header;
    while (records.hasNext()) {
      CSVRecord row = records.next();
      int line = (int) parser.getCurrentLineNumber() - lineBreaks(row);
      if (row.size() == own.size()) {
        add(line, row, own);
      } else if (row.size() > 1 || !row.get(0).isBlank()) {
        rows.refuse(
            line,
            "%d %s, where the header has %d"
                .formatted(row.size(), row.size() == 1 ? "cell" : "cells", own.size()));
      }
    }
  }

  private void add(int line, CSVRecord row, CsvHeader own) {
    rows.row(line);
    for (int i = 0; i < own.width(); i++) {
      String cell = row.get(own.feature(i));
      rows.feature(own.featureName(i), cell, DecimalText.parse(cell));
    }
    String cell = row.get(own.label());
    rows.label(own.labelName(), cell, DecimalText.parse(cell));
    rows.end();
  }

  /** A quoted cell may hold some; the parser counts the line where the row ends. */
  private static int lineBreaks(CSVRecord row) {
    int breaks = 0;
    for (String cell : row) {
      breaks += (int) BREAK.matcher(cell).results().count();
    }
    return breaks;
  }

  /** What the parser says, as our messages do; what it does not say is a failure to read. */
  static InvalidDataException refusal(DataFile file, IOException e) throws IOException {
    String said = String.valueOf(e.getMessage());
    Matcher endless = ENDLESS.matcher(said);
    if (endless.find()) {
      return new InvalidDataException(
          "%s, line %s: the quotes that begin a cell here do not end"
              .formatted(file.name(), endless.group(1)));
    }
    Matcher trailing = TRAILING.matcher(said);
    if (trailing.find()) {
      return new InvalidDataException(
          "%s, line %s: a cell goes on after its closing quotes"
              .formatted(file.name(), trailing.group(1)));
    }
    throw e;
  }

  @Override
  public StoredData data() {
    CsvHeader columns = header;
    if (columns == null) {
      throw new InvalidDataException(table.path() + " holds no rows");
    }
    return rows.data(columns::featureName, columns.labelName());
  }
}
