package org.gradientatlas.train.nd4j.program.recurrent;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Program;
import org.gradientatlas.train.nd4j.program.ProgramInput;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Site;
import org.gradientatlas.train.nd4j.program.Workshop;

/** Compiles {@link Recurrent} to programs. */
public final class RecurrentPrograms {
  private final Workshop workshop;
  private final Recurrent settings;
  private final int timeSteps;
  private final Tensor ones;

  private RecurrentPrograms(Workshop workshop) {
    this.workshop = workshop;
    this.settings = (Recurrent) workshop.trial.network().architecture();
    this.timeSteps = ((InputShape.Sequence) workshop.shape).timeSteps();
    this.ones = workshop.tensor(1, timeSteps);
    for (int t = 0; t < timeSteps; t++) {
      ones.set(t, 1);
    }
  }

  /** The program of a trial whose architecture is {@link Recurrent}. */
  public static Program of(Workshop workshop) {
    return new RecurrentPrograms(workshop).program();
  }

  private Program program() {
    boolean lastOnly = workshop.steps == 1;
    var shape = (InputShape.Sequence) workshop.shape;
    Signal signal = workshop.signal(timeSteps * workshop.batch(), shape.features());
    var input = new ProgramInput(signal.values, workshop.batch(), timeSteps, true);
    Signal below = signal;
    int depth = workshop.sites.size() - 1;
    for (int i = 0; i < depth; i++) {
      below = layer(workshop.sites.get(i), below, i == 0, lastOnly && i == depth - 1);
    }
    return workshop.finish(input, workshop.output(lastOnly ? last(below) : below));
  }

  private Signal layer(Site site, Signal below, boolean first, boolean lastOnly) {
    var layer = new Unrolled(workshop, site, settings.cell(), below);
    StepLoops steps = steps(layer);
    var operation = new RecurrentLayer(layer, steps, settings.truncation(), first, lastOnly, ones);
    workshop.then(operation);
    return layer.output;
  }

  private StepLoops steps(Unrolled layer) {
    return switch (settings.cell()) {
      case TANH -> new PlainSteps(workshop, layer, Activation.TANH);
      case RELU -> new PlainSteps(workshop, layer, Activation.RELU);
      case LSTM -> new LstmSteps(workshop, layer);
      case GRU -> new GruSteps(workshop, layer);
    };
  }

  /** The rows of the last time step. */
  private Signal last(Signal all) {
    int from = (timeSteps - 1) * workshop.batch();
    return workshop.signal(
        all.values.rows(from, workshop.batch()), all.gradient.rows(from, workshop.batch()));
  }
}
