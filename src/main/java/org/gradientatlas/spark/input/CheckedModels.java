package org.gradientatlas.spark.input;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.file.StoredData;
import org.gradientatlas.train.ModelFile;
import org.gradientatlas.train.dl4j.ModelLayers;
import org.gradientatlas.train.dl4j.own.ModelUse;
import org.jspecify.annotations.Nullable;

/**
 * The users' networks of a study, each read once.
 *
 * @param files by {@link OwnModel#file}
 * @param described what they hold, for each shape that they are to read
 * @param problems why trials cannot train them; one sentence each
 */
record CheckedModels(
    Map<String, ModelFile> files, List<StudyData.Model> described, List<String> problems) {

  /**
   * Reads and checks all of them.
   *
   * @param data the data sets that were read; those with problems are missing
   */
  static CheckedModels of(
      StoredDataReader reader, Collection<ModelNeed> needs, Map<DataSpec.Stored, StoredData> data) {
    var files = new HashMap<String, ModelFile>();
    var problems = new ArrayList<String>();
    needs.stream()
        .map(ModelNeed::model)
        .sorted(Comparator.comparing(OwnModel::file))
        .forEach(
            model -> {
              try {
                files.computeIfAbsent(model.file(), file -> reader.model(model));
              } catch (InvalidDataException e) {
                problems.addAll(e.problems());
              }
            });
    var described = new ArrayList<StudyData.Model>();
    needs.stream()
        .filter(need -> files.containsKey(need.model().file()))
        .sorted(Comparator.comparing(ModelNeed::toString))
        .forEach(
            need -> {
              ModelFile file = Objects.requireNonNull(files.get(need.model().file()));
              var use = new ModelUse(file, need.model(), need.loss());
              problems.addAll(use.problems(need.depth(), need.width()));
              Reading reading = Reading.of(need.data(), data);
              if (reading != null) {
                problems.addAll(use.problems(reading.shape, reading.outputs));
                described.add(described(file, reading));
              }
            });
    return new CheckedModels(
        files, described.stream().distinct().toList(), problems.stream().distinct().toList());
  }

  /** What a network is to read, and how many numbers it is to answer. */
  private record Reading(InputShape shape, int outputs) {
    /** Null if that is not known, because files are not there or have problems. */
    static @Nullable Reading of(DataSpec spec, Map<DataSpec.Stored, StoredData> data) {
      if (spec instanceof DataSpec.Synthetic drawn) {
        return new Reading(drawn.shape(), drawn.outputs());
      }
      var stored = (DataSpec.Stored) spec;
      StoredData read = data.get(stored.file());
      if (read == null) {
        return null;
      }
      RawData raw = read.raw();
      try {
        return new Reading(stored.shape(raw.shape()), raw.targets().width());
      } catch (InvalidDataException e) { // the data's own check tells it
        return null;
      }
    }
  }

  private static StudyData.Model described(ModelFile file, Reading reading) {
    List<StudyData.ModelLayer> layers = List.of();
    try {
      layers = ModelLayers.of(file).stream().map(CheckedModels::described).toList();
    } catch (InvalidDataException e) { // among the problems of its use
    }
    return new StudyData.Model(file.name(), reading.shape, reading.outputs, layers);
  }

  private static StudyData.ModelLayer described(ModelLayers.Described layer) {
    String tensors =
        layer.tensors().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return new StudyData.ModelLayer(layer.name(), layer.type(), tensors, layer.parameters());
  }
}
