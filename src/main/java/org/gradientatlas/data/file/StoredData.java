package org.gradientatlas.data.file;

import java.util.List;
import java.util.function.IntFunction;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Preparation;
import org.gradientatlas.data.RawData;

/**
 * What was read from a study's own files.
 *
 * @param raw the examples
 * @param columns says which feature a column is: {@code column 'age'}
 * @param places where each example stands
 * @param notes what is odd about the data, though it can be learned from; one sentence each
 */
public record StoredData(
    RawData raw, IntFunction<String> columns, Places places, List<String> notes) {
  public StoredData {
    notes = List.copyOf(notes);
  }

  /**
   * Checks that the data can be prepared as a study says.
   *
   * @throws InvalidDataException if a part would be empty, or there is no memory for one split
   *     beside the data
   */
  public void check(DataSpec.Stored spec) {
    Preparation.held(raw.size(), spec.validationFraction());
    new Heap(places.file(0)).require((long) Float.BYTES * raw.features().length());
  }
}
