package org.gradientatlas.study.file;

import java.util.Collections;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.architecture.Architecture;
import org.gradientatlas.axis.architecture.Dense;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.axis.architecture.ResidualBlocks;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.study.Axes.DataValue;
import org.gradientatlas.study.Axis;
import org.gradientatlas.study.NetworkAxes;

/**
 * Checks the architectures of a block against its other axes. Remedies that belong to dense layers
 * would be left out silently, so they are refused with any other architecture.
 *
 * @param grid the block
 */
record ArchitectureCheck(Section grid) {

  void check(NetworkAxes network, List<EngineKind> engines, List<DataValue> data) {
    for (Architecture architecture : network.architecture().values()) {
      for (EngineKind engine : engines) {
        if (!architecture.isTrainedBy(engine)) {
          refuse(
              architecture,
              "is not trained by engine " + engine.label() + taken(engine) + others(architecture));
        }
      }
      if (!architecture.equals(Dense.STACK)) {
        checkRemedies(architecture, network);
      }
      if (architecture instanceof OwnModel own) {
        checkOwn(own, network);
      }
      network.width().values().stream()
          .flatMap(width -> architecture.misfit(width).stream())
          .distinct()
          .forEach(why -> refuse(architecture, why));
      if (!architecture.recurrent() && network.inputInitializer().varies()) {
        grid.problem(
            "input-initializer",
            new InvalidValueException(
                "",
                "says nothing for %s: give one value here, or put it into another block of grid"
                    .formatted(architecture.label())));
      }
      if (architecture instanceof ResidualBlocks blocks) {
        checkLayers(blocks, network.depth().values());
      }
      new ArchitectureDataCheck(grid, architecture).check(data);
    }
  }

  private void checkLayers(ResidualBlocks blocks, List<Integer> depths) {
    long layers = (long) Collections.max(depths) * blocks.branch();
    if (layers > SizeCheck.DEEPEST) {
      refuse(
          blocks,
          "has %d layers at the greatest depth: more than %d".formatted(layers, SizeCheck.DEEPEST));
    }
  }

  /** A user may have the same network in Deeplearning4j, whose engines take that. */
  private static String taken(EngineKind engine) {
    return engine == EngineKind.ND4J ? "" : ", which takes dense and own(model)";
  }

  private static String others(Architecture architecture) {
    return architecture.isTrainedBy(EngineKind.ND4J)
        ? "; set training.engine = nd4j"
        : "; set training.engine = dl4j, or dl4j-spark for jobs/train";
  }

  private void checkRemedies(Architecture architecture, NetworkAxes network) {
    network.normalization().values().stream()
        .filter(n -> n != Normalization.NONE)
        .forEach(n -> refuseRemedy("normalization", n.label(), architecture));
    network.residual().values().stream()
        .filter(r -> r.type() != Residual.NONE)
        .forEach(r -> refuseRemedy("residual", r.label(), architecture));
    network.initializer().values().stream()
        .filter(i -> i.type() == Initializer.LSUV)
        .forEach(i -> refuseRemedy("initializer", i.label(), architecture));
    network.inputInitializer().values().stream()
        .filter(i -> i.type() == Initializer.LSUV)
        .forEach(i -> refuseRemedy("input-initializer", i.label(), architecture));
    if (architecture instanceof Recurrent recurrent
        && recurrent.forgetBias() != 0
        && network.bias().values().contains(false)) {
      refuse(architecture, "has a forget-bias, and bias = false is in the same grid");
    }
    if (network.activation().varies()) {
      architecture.ownActivation().ifPresent(own -> refuseActivations(architecture, own));
    }
  }

  private void refuseActivations(Architecture architecture, Activation own) {
    String has = own == Activation.IDENTITY ? "no activation" : "an activation of its own";
    grid.problem(
        "activation",
        new InvalidValueException(
            "",
            "%s has %s: give one value here, or put it into another block of grid"
                .formatted(architecture.label(), has)));
  }

  /** What the file decides cannot vary: its networks would be equal. */
  private void checkOwn(OwnModel own, NetworkAxes network) {
    refuseMany(own, network.depth());
    refuseMany(own, network.width());
    refuseMany(own, network.bias());
    if (network.bias().values().equals(List.of(false))) {
      grid.problem(
          "bias",
          new InvalidValueException(
              "false",
              "the file of %s decides that: leave bias out here, or put it into another block of grid"
                  .formatted(own.label())));
    }
    if (!own.gridWeights()) {
      refuseMany(own, network.initializer());
    }
    if (!own.gridActivations()) {
      refuseMany(own, network.activation());
    }
  }

  private void refuseMany(OwnModel own, Axis<?> axis) {
    if (axis.varies()) {
      grid.problem(
          axis.key(),
          new InvalidValueException(
              "",
              "%s has its own, in its file: give one value here, or put it into another block of grid"
                  .formatted(own.label())));
    }
  }

  private void refuseRemedy(String key, String value, Architecture architecture) {
    grid.problem(
        key,
        new InvalidValueException(
            value,
            "goes with architecture = dense alone, and %s is in the same grid"
                .formatted(architecture.label())));
  }

  private void refuse(Architecture architecture, String why) {
    grid.problem("architecture", new InvalidValueException(architecture.label(), why));
  }
}
