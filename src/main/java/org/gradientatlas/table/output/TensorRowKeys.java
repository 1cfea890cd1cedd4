package org.gradientatlas.table.output;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.table.file.RowGroupColumns;
import org.gradientatlas.table.schema.ColumnNames;
import org.jspecify.annotations.Nullable;

/**
 * The rows that one trial has in layers where a layer has several: one a tensor, and one a time
 * step. How many depends on the study, so passes are compared with each other.
 */
final class TensorRowKeys {
  /**
   * A row of a pass.
   *
   * @param timeStep -1 for a tensor's row
   */
  private record Part(int layer, @Nullable String tensor, int timeStep) {}

  /** By phase (the probe last), step and worker. */
  private record Pass(boolean probe, int step, int worker) implements Comparable<Pass> {
    @Override
    public int compareTo(Pass other) {
      return java.util.Comparator.comparing(Pass::probe)
          .thenComparing(Pass::step)
          .thenComparing(Pass::worker)
          .compare(this, other);
    }
  }

  private final TreeMap<Pass, Set<Part>> passes = new TreeMap<>();
  private boolean twice;

  /** Whether a row is one of these, rather than the only one of its layer. */
  static boolean has(RowGroupColumns rows, int i) {
    return rows.text(ColumnNames.TENSOR, i) != null || rows.number(ColumnNames.TIME_STEP, i) >= 0;
  }

  void add(RowGroupColumns rows, int i) {
    boolean probe = Phase.PROBE.label().equals(rows.text(ColumnNames.PHASE, i));
    var pass =
        new Pass(probe, rows.number(ColumnNames.STEP, i), rows.number(ColumnNames.WORKER, i));
    var part =
        new Part(
            rows.number(ColumnNames.LAYER, i),
            rows.text(ColumnNames.TENSOR, i),
            rows.number(ColumnNames.TIME_STEP, i));
    twice |= !passes.computeIfAbsent(pass, p -> new HashSet<>()).add(part);
  }

  /** The steps that have rows of training, ascending. */
  long[] steps() {
    return passes.keySet().stream()
        .filter(pass -> !pass.probe)
        .mapToLong(Pass::step)
        .distinct()
        .toArray();
  }

  boolean hasProbe() {
    return passes.keySet().stream().anyMatch(Pass::probe);
  }

  /**
   * What is wrong with the rows; empty if nothing is.
   *
   * @param last the output layer; every layer from 1 on must have rows
   */
  String problem(int last) {
    if (twice) {
      return "has rows twice";
    }
    Set<Part> expected = null;
    for (var pass : passes.entrySet()) {
      Set<Part> tensors = tensors(pass.getValue());
      if (expected == null) {
        expected = tensors;
      }
      if (!tensors.equals(expected) || !coversLayers(tensors, last)) {
        return "has %d rows of tensors in layers in one pass, and %d in another"
            .formatted(expected.size(), tensors.size());
      }
      if (pass.getKey().probe && !coversTime(pass.getValue())) {
        return "has time steps in the probe that do not follow one another";
      }
    }
    if (timesDiffer()) {
      return "has other time steps in layers in one pass than in another";
    }
    return workersDiffer() ? "has rows of other workers in layers at one step than at another" : "";
  }

  private static Set<Part> tensors(Set<Part> parts) {
    var tensors = new HashSet<>(parts);
    tensors.removeIf(part -> part.timeStep >= 0);
    return tensors;
  }

  private static boolean coversLayers(Set<Part> tensors, int last) {
    long[] layers =
        tensors.stream().mapToLong(Part::layer).filter(l -> l >= 1).distinct().sorted().toArray();
    return java.util.Arrays.equals(layers, LongStream.rangeClosed(1, last).toArray());
  }

  /** Whether each layer with time steps has all of them, from 1 on. */
  private static boolean coversTime(Set<Part> parts) {
    var greatest = new TreeMap<Integer, Integer>();
    var count = new TreeMap<Integer, Integer>();
    for (Part part : parts) {
      if (part.timeStep >= 0) {
        greatest.merge(part.layer, part.timeStep, Math::max);
        count.merge(part.layer, 1, Integer::sum);
      }
    }
    return greatest.equals(count);
  }

  /** Whether steps of training differ in their time steps. */
  private boolean timesDiffer() {
    return passes.entrySet().stream()
            .filter(pass -> !pass.getKey().probe)
            .map(
                pass -> {
                  var times = new HashSet<>(pass.getValue());
                  times.removeIf(part -> part.timeStep < 0);
                  return times;
                })
            .distinct()
            .count()
        > 1;
  }

  /** Whether steps of training differ in whose passes they have. */
  private boolean workersDiffer() {
    return passes.keySet().stream()
            .filter(pass -> !pass.probe)
            .collect(groupingBy(Pass::step, mapping(Pass::worker, toSet())))
            .values()
            .stream()
            .distinct()
            .count()
        > 1;
  }
}
