package org.gradientatlas.spark.input;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.file.StoredData;
import org.gradientatlas.train.ModelFile;
import org.gradientatlas.train.dl4j.own.ModelUse;
import org.jspecify.annotations.Nullable;

/**
 * The users' networks of a study, each read once.
 *
 * @param files by {@link OwnModel#file}
 * @param problems why trials cannot train them; one sentence each
 */
record CheckedModels(Map<String, ModelFile> files, List<String> problems) {

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
    needs.stream()
        .sorted(Comparator.comparing(ModelNeed::toString))
        .forEach(need -> problems.addAll(problems(need, files.get(need.model().file()), data)));
    return new CheckedModels(files, problems.stream().distinct().toList());
  }

  private static List<String> problems(
      ModelNeed need, @Nullable ModelFile file, Map<DataSpec.Stored, StoredData> data) {
    if (file == null) {
      return List.of();
    }
    var use = new ModelUse(file, need.model(), need.loss());
    var problems = new ArrayList<String>(use.problems(need.depth(), need.width()));
    if (need.data() instanceof DataSpec.Synthetic drawn) {
      problems.addAll(use.problems(drawn.shape(), drawn.outputs()));
    } else if (need.data() instanceof DataSpec.Stored stored && data.containsKey(stored.file())) {
      RawData raw = data.get(stored.file()).raw();
      try {
        InputShape shape = stored.shape(raw.shape());
        problems.addAll(use.problems(shape, raw.targets().width()));
      } catch (InvalidDataException e) { // the data's own check tells it
        return problems;
      }
    }
    return problems;
  }
}
