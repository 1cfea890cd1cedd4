package org.gradientatlas.spark.input;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Missing;
import org.gradientatlas.data.file.RoundingNotes;
import org.gradientatlas.data.file.ScalingCheck;
import org.gradientatlas.data.file.StoredData;
import org.gradientatlas.study.RandomStreams;
import org.gradientatlas.study.RandomStreams.Purpose;

/**
 * The data sets of a study, each read once.
 *
 * @param files what was read, without the settings of preparation
 * @param notes what is odd about them, though they can be learned from; one sentence each
 * @param problems why they cannot be learned from; one sentence each
 */
record CheckedData(
    Map<DataSpec.Stored, StoredData> files, List<String> notes, List<String> problems) {

  /**
   * Reads and checks all data sets.
   *
   * @param batches the largest batch that is drawn from each
   * @param seed of the study
   * @param replicates how often the data is split
   */
  static CheckedData of(
      StoredDataReader reader, Map<DataSpec.Stored, Integer> batches, long seed, int replicates) {
    Map<DataSpec.Stored, StoredData> read = new HashMap<>();
    List<String> problems = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    IntFunction<UniformRandomProvider> random =
        replicate -> new RandomStreams(seed, replicate).stream(Purpose.DATA, 0);
    for (DataSpec.Stored spec :
        batches.keySet().stream()
            .sorted(Comparator.comparing(DataSpec.Stored::toString))
            .toList()) {
      try {
        StoredData data = read.computeIfAbsent(spec.file(), reader::read);
        data.check(spec, batches.getOrDefault(spec, 1));
        notes.addAll(notes(spec, data));
        problems.addAll(ScalingCheck.problems(data, spec, replicates, random));
      } catch (InvalidDataException e) {
        problems.addAll(e.problems());
      }
    }
    return new CheckedData(
        read, notes.stream().distinct().sorted().toList(), problems.stream().distinct().toList());
  }

  /** What tells a data set from the others of a study. */
  static String name(DataSpec.Stored file) {
    if (file instanceof DataSpec.Idx idx) {
      return idx.images() + " with " + idx.labels();
    }
    var table = (DataSpec.Table) file;
    String features =
        table.featureColumns().isEmpty() ? "" : String.join(", ", table.featureColumns()) + "; ";
    String ignored =
        table.ignoredColumns().isEmpty()
            ? ""
            : "; without " + String.join(", ", table.ignoredColumns());
    String missing =
        table.missing() == Missing.REFUSE ? "" : "; missing = " + table.missing().label();
    return "%s (%s%s%s%s)".formatted(table.path(), features, table.labelColumn(), ignored, missing);
  }

  /** Whether features that are not standardized keep apart what differs. */
  private static List<String> notes(DataSpec.Stored spec, StoredData data) {
    var notes = new ArrayList<>(data.notes());
    if (!spec.standardize()) {
      notes.addAll(new RoundingNotes(data).lines());
    }
    return notes;
  }
}
