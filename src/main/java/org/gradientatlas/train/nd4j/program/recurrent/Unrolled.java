package org.gradientatlas.train.nd4j.program.recurrent;

import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.Recurrent.Cell;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Site;
import org.gradientatlas.train.nd4j.program.TimeProfile;
import org.gradientatlas.train.nd4j.program.Workshop;

/**
 * The matrices of a recurrent layer over all time steps, and views of each step's rows. Rows go by
 * time step, then by example. Time steps count from 0.
 */
final class Unrolled {
  final Site site;
  final Cell cell;
  final int timeSteps;
  final int batch;
  final int units;
  final GateTensors weights;
  final GateTensors recurrent;
  final GateTensors biases;
  final Signal input;
  final Signal output;
  final TimeProfile profile;

  /** x_t. */
  final Tensor[] inputs;

  /** h_t. */
  final Tensor[] outputs;

  /** With respect to h_t: from the layer above, and from later steps once they are done. */
  final Tensor[] gradients;

  /** The mean of the deltas of each time step's examples, a row each. */
  final Tensor biasMeans;

  private final Workshop workshop;

  Unrolled(Workshop workshop, Site site, Cell cell, Signal input) {
    this.workshop = workshop;
    this.site = site;
    this.cell = cell;
    this.input = input;
    this.timeSteps = ((InputShape.Sequence) workshop.shape).timeSteps();
    this.batch = workshop.batch();
    this.units = workshop.trial.network().width();
    this.weights = GateTensors.of(workshop, site, cell, "W");
    this.recurrent = GateTensors.of(workshop, site, cell, "R");
    this.biases =
        workshop.trial.network().bias()
            ? GateTensors.of(workshop, site, cell, "b")
            : GateTensors.none(workshop, columns());
    this.output = workshop.signal(timeSteps * batch, units);
    this.inputs = steps(input.values);
    this.outputs = steps(output.values);
    this.gradients = steps(output.gradient);
    this.biasMeans = workshop.tensor(timeSteps, columns());
    this.profile = new TimeProfile(timeSteps);
    site.profile = profile;
  }

  /** Columns of all gates together. */
  int columns() {
    return cell.gates().size() * units;
  }

  /** A matrix with rows for all time steps. */
  Tensor overTime(int columns) {
    return workshop.tensor(timeSteps * batch, columns);
  }

  /** A matrix with the rows of one time step. */
  Tensor once(int columns) {
    return workshop.tensor(batch, columns);
  }

  /** The rows of {@link #biasMeans}. */
  Tensor[] biasRows() {
    var rows = new Tensor[timeSteps];
    for (int t = 0; t < timeSteps; t++) {
      rows[t] = biasMeans.rows(t, 1);
    }
    return rows;
  }

  /** Each time step's rows. */
  Tensor[] steps(Tensor all) {
    var steps = new Tensor[timeSteps];
    for (int t = 0; t < timeSteps; t++) {
      steps[t] = all.rows(t * batch, batch);
    }
    return steps;
  }
}
