package org.gradientatlas.train.nd4j.program.recurrent;

import java.util.List;
import org.gradientatlas.axis.architecture.Recurrent.Cell;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Learned;
import org.gradientatlas.train.nd4j.program.Site;
import org.gradientatlas.train.nd4j.program.Workshop;

/**
 * The tensors of all gates beside each other, so that one product takes them all. Each keeps memory
 * of its own, for its update and its row; a pass copies their values here, and the gradient back.
 */
final class GateTensors {
  final Tensor values;
  final Tensor gradient;
  private final List<Learned> parts;

  private GateTensors(Tensor values, Tensor gradient, List<Learned> parts) {
    this.values = values;
    this.gradient = gradient;
    this.parts = parts;
  }

  /**
   * @param name of the tensors, before the gates' suffixes
   */
  static GateTensors of(Workshop workshop, Site site, Cell cell, String name) {
    List<Learned> parts =
        cell.gates().stream().map(gate -> site.tensor(named(name, gate))).toList();
    Learned first = parts.get(0);
    if (parts.size() == 1) {
      return new GateTensors(first.values(), first.gradient(), parts);
    }
    int rows = first.values().rows();
    int columns = parts.size() * first.values().columns();
    return new GateTensors(workshop.tensor(rows, columns), workshop.tensor(rows, columns), parts);
  }

  /** Zeros in the place of biases that a layer does not have. */
  static GateTensors none(Workshop workshop, int columns) {
    return new GateTensors(workshop.tensor(1, columns), workshop.tensor(1, columns), List.of());
  }

  /** The name of a gate's tensor. */
  static String named(String name, String gate) {
    return gate.isEmpty() ? name : name + "." + gate;
  }

  /** Whether there is nothing to learn. */
  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Copies the parts' values here. */
  void gather() {
    for (int i = 0; parts.size() > 1 && i < parts.size(); i++) {
      Tensor part = parts.get(i).values();
      ColumnBlocks.copy(part, 0, values, i * part.columns(), part.columns());
    }
  }

  /** Copies the gradient to the parts. */
  void scatter() {
    for (int i = 0; parts.size() > 1 && i < parts.size(); i++) {
      Tensor part = parts.get(i).gradient();
      ColumnBlocks.copy(gradient, i * part.columns(), part, 0, part.columns());
    }
  }
}
