package org.gradientatlas.data.file;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.NumberArray;
import org.gradientatlas.data.Preparation;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.Targets;

/**
 * What was read from a study's own files.
 *
 * @param name of the file or directory
 * @param raw the examples
 * @param classes the label of each class; empty if the targets are numbers
 * @param columns says which feature a column is: {@code column 'age'}
 * @param places where each example stands
 * @param notes what is odd about the data, though it can be learned from; one sentence each
 */
public record StoredData(
    String name,
    RawData raw,
    List<String> classes,
    IntFunction<String> columns,
    Places places,
    List<String> notes) {
  public StoredData {
    classes = List.copyOf(classes);
    notes = List.copyOf(notes);
  }

  /**
   * Checks that the data can be prepared as a study says.
   *
   * @param batch the largest batch
   * @throws InvalidDataException if an example cannot be seen as the sequence or image that the
   *     study wants, if there are too few examples, or if there is no memory for one split beside
   *     the data
   */
  public void check(DataSpec.Stored spec, int batch) {
    var wrong = new ArrayList<String>();
    try {
      spec.shape(raw.shape());
    } catch (InvalidDataException e) {
      wrong.add(name + " " + e.getMessage());
    }
    int left = raw.size() - held(spec);
    if (batch > left) {
      wrong.add(
          "%s leaves %d examples to train on, fewer than a batch of %d"
              .formatted(name, left, batch));
    }
    if (!wrong.isEmpty()) {
      throw new InvalidDataException(wrong);
    }
    Heap.ofDriver(name).require((long) Float.BYTES * raw.features().length());
  }

  /** The numbers to predict as if they were a feature, to see whether they can be scaled. */
  public StoredData targets() {
    double[] values = ((Targets.Numbers) raw.targets()).values();
    var target = new RawData(new NumberArray.Doubles(values), raw.targets().width(), raw.targets());
    return new StoredData(name, target, List.of(), column -> "the label", places, List.of());
  }

  private int held(DataSpec.Stored spec) {
    try {
      return Preparation.held(raw.size(), spec.validationFraction());
    } catch (InvalidDataException e) {
      throw new InvalidDataException(name + ": " + e.getMessage());
    }
  }
}
