package org.gradientatlas.data.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;

/**
 * LibSVM files: a label and index:value pairs a line, indices from 1 (or from 0, if one is 0) and
 * ascending. What follows a # is a comment.
 */
public final class LibsvmTable implements TableReader {
  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}:");

  private final DataSpec.Table table;
  private final TableBuilder builder;
  private final SparseRows rows;
  private int size;
  private String greatestPlace = "";

  /**
   * @param table its path is the name of the whole in messages
   */
  public LibsvmTable(DataSpec.Table table) {
    this.table = table;
    this.builder = new TableBuilder(table, "line");
    this.rows = new SparseRows(Heap.ofDriver(table.path()));
  }

  @Override
  public void read(DataFile file) throws IOException {
    builder.file(file.name());
    try (var lines = new BufferedReader(Utf8.reader(file.open()))) {
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int comment = line.indexOf('#');
        String text = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (!text.isEmpty()) {
          add(file.name() + ", line " + number, number, BLANKS.split(text));
        }
        number++;
      }
    } catch (CharacterCodingException e) {
      throw Utf8.refusal(file);
    }
  }

  private void add(String place, int line, String[] parts) {
    builder.row(line);
    builder.label("label", parts[0], DecimalText.parse(parts[0]));
    builder.end();
    int last = -1;
    for (int i = 1; i < parts.length; i++) {
      int index = index(parts[i]);
      if (index < 0) {
        builder.refuse(line, parts[i], wrongPair(parts[i]));
      } else if (index <= last) {
        builder.refuse(line, parts[i], "comes after an index that is not smaller; indices ascend");
      } else {
        add(place, index, parts[i].substring(parts[i].indexOf(':') + 1));
        last = index;
      }
    }
    rows.end();
    size++;
  }

  private void add(String place, int index, String value) {
    double number = DecimalText.parse(value);
    builder.check("feature " + index, value, number);
    if (index > rows.greatest()) {
      greatestPlace = place;
    }
    rows.add(index, number);
  }

  private static String wrongPair(String pair) {
    return pair.startsWith("qid:")
        ? "is the query of a ranking, and no feature"
        : "is not INDEX:VALUE with a whole index from 0 to " + (Integer.MAX_VALUE - 1);
  }

  /** The index of a pair; -1 if it has none. */
  private static int index(String pair) {
    int colon = pair.indexOf(':');
    if (colon < 1 || colon == pair.length() - 1 || !DIGITS.matcher(pair).lookingAt()) {
      return -1;
    }
    long index = Long.parseLong(pair.substring(0, colon));
    return index < Integer.MAX_VALUE ? (int) index : -1;
  }

  @Override
  public StoredData data() {
    if (size > 0 && rows.greatest() < 0) {
      builder.raise();
      throw new InvalidDataException(table.path() + " has no feature");
    }
    int first = Math.min(1, rows.least());
    requireRoom((long) rows.greatest() - first + 1);
    return builder.data(rows.dense(first), column -> "feature " + (column + first), "label");
  }

  private void requireRoom(long width) {
    if (size * width > NumberBuffer.MOST) {
      throw new InvalidDataException(
          "%s: index %d makes %d examples of %d features, more than the %d numbers of a data set;"
                  .formatted(greatestPlace, rows.greatest(), size, width, NumberBuffer.MOST)
              + " number the features without gaps");
    }
    builder.require((long) Float.BYTES * size * width);
  }
}
