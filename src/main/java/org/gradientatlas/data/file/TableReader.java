package org.gradientatlas.data.file;

import java.io.IOException;
import org.gradientatlas.data.InvalidDataException;

/** Collects the rows of text files that together are one table. */
public interface TableReader {
  /**
   * Reads a file to its end.
   *
   * @throws InvalidDataException if it is not of the format, or there is no memory for it; wrong
   *     cells are reported by {@link #data}
   * @throws IOException if it cannot be read
   */
  void read(DataFile file) throws IOException;

  /**
   * All rows, in the order in which they were read.
   *
   * @throws InvalidDataException naming every problem, one line for each column and reason
   */
  StoredData data();
}
