package org.gradientatlas.train.dl4j.own;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.train.ModelFile;

/** Says what is wrong with how a study uses a network of the user's. */
public final class ModelUse {
  private final ModelFile file;
  private final OwnModel model;
  private final Loss loss;

  public ModelUse(ModelFile file, OwnModel model, Loss loss) {
    this.file = file;
    this.model = model;
    this.loss = loss;
  }

  /** Problems with what the study says of the network, one sentence each. */
  public List<String> problems(int depth, int width) {
    var problems = new ArrayList<String>();
    try {
      OwnGraph graph = OwnGraph.of(file);
      problems.addAll(new OwnFit(graph).problems(depth, width));
      if (file.parameters().length == 0 && !model.gridWeights()) {
        problems.add(
            file.name()
                + " has no weights: give a zip that Deeplearning4j saved, or weights = grid");
      }
      OutputActivation.giveWay(graph, loss);
    } catch (InvalidDataException e) {
      problems.addAll(e.problems());
    }
    return problems;
  }

  /** Problems with data of a shape, one sentence each. */
  public List<String> problems(InputShape shape, int outputs) {
    try {
      new OwnFit(OwnGraph.of(file)).layout(shape, outputs);
      return List.of();
    } catch (InvalidDataException e) {
      return e.problems();
    }
  }
}
