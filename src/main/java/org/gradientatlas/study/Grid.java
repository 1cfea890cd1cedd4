package org.gradientatlas.study;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.measure.RecordSchedule;

/**
 * The trials of a study, each made when asked for. Trials are numbered in mixed radix: the
 * replicate is the fastest digit, then the data, and the depth is the slowest. A grid of a million
 * cells is a few kilobytes of axes and one bit a trial.
 */
public final class Grid implements Serializable {
  private static final long serialVersionUID = 1;

  /** More trials than this are a mistake. */
  static final long MOST = 100_000_000;

  private final Frame frame;
  private final Axes axes;
  private final List<GridColumn> columns;
  private final List<GridColumn> varyingExtras;
  private final List<Exclusion> exclusions;
  private final BitSet excluded;

  /**
   * What all trials have in common.
   *
   * @param listed cells before equal values of an axis were made one
   */
  record Frame(
      String study,
      long seed,
      int replicates,
      RecordSchedule record,
      List<String> settings,
      double timeoutSeconds,
      long listed)
      implements Serializable {}

  Grid(Frame frame, Axes axes, List<Exclusion> exclusions, BitSet excluded) {
    this.frame = frame;
    this.axes = axes;
    this.columns = axes.contractColumns(frame.replicates);
    this.varyingExtras = axes.extraColumns().stream().filter(GridColumn::varies).toList();
    this.exclusions = List.copyOf(exclusions);
    this.excluded = excluded;
  }

  /** Cells times replicates, before exclusion. */
  public long size() {
    return cells() * frame.replicates;
  }

  /** Cells before exclusion. */
  public long cells() {
    return axes.cells();
  }

  /** Trials of each cell. */
  public int replicates() {
    return frame.replicates;
  }

  /** The numbers of the trials that no predicate excludes, ascending. */
  public LongStream kept() {
    return LongStream.range(0, size()).filter(this::keeps);
  }

  /** Whether no predicate excludes a trial. */
  public boolean keeps(long index) {
    return !excluded.get((int) index);
  }

  /** How many trials no predicate excludes. */
  public long keptCount() {
    return size() - excluded.cardinality();
  }

  /** Trials that are left out because an axis lists a value twice. */
  public long duplicates() {
    return (frame.listed - cells()) * frame.replicates;
  }

  /** What each predicate did, in the order of the file. */
  public List<Exclusion> exclusions() {
    return exclusions;
  }

  /** Makes one trial; whether it is excluded does not matter. */
  public Trial trial(long index) {
    return trial(index, id(index));
  }

  /** A trial without its id, for those who need many and only look at the settings. */
  Trial sketch(long index) {
    return trial(index, "");
  }

  private Trial trial(long index, String id) {
    Objects.checkIndex(index, size());
    var training =
        new Trial.Training(
            axes.steps().at(index),
            axes.engine().at(index),
            axes.precision().at(index),
            frame.record,
            frame.timeoutSeconds);
    return new Trial(
        id,
        frame.study,
        frame.seed,
        replicate(index),
        axes.depth().at(index),
        axes.width().at(index),
        axes.initializer().at(index),
        axes.activation().at(index),
        axes.clip().at(index),
        axes.learningRate().at(index),
        axes.optimizer().at(index),
        axes.batchSize().at(index),
        axes.bias().at(index),
        axes.loss().at(index),
        axes.data().at(index).spec(),
        training);
  }

  private int replicate(long index) {
    return (int) (index % frame.replicates);
  }

  private String id(long index) {
    var settings = new ArrayList<>(frame.settings);
    settings.add("replicate=" + replicate(index));
    for (Axis<?> axis : axes.all()) {
      settings.addAll(axis.settingsAt(index));
    }
    return TrialId.of(settings);
  }

  /** The cell columns of the contract. */
  public List<GridColumn> columns() {
    return columns;
  }

  /** The columns in which cells differ and that are not in the contract, such as data_noise. */
  public List<String> extraAxes() {
    return varyingExtras.stream().map(GridColumn::name).toList();
  }

  /** What a trial has in {@link #extraAxes}; a column that it has nothing in is left out. */
  public Map<String, String> extras(long index) {
    var extras = new LinkedHashMap<String, String>();
    for (GridColumn column : varyingExtras) {
      if (column.at(index) != null) {
        extras.put(column.name(), column.textAt(index));
      }
    }
    return extras;
  }

  /** The columns in which cells differ. */
  public List<GridColumn> axisColumns() {
    return allColumns().stream().filter(c -> c.varies() && !c.name().equals("replicate")).toList();
  }

  /** All columns, those of the contract first. */
  List<GridColumn> allColumns() {
    var all = new ArrayList<>(columns);
    all.addAll(axes.extraColumns());
    return all;
  }

  /** The engines that trials of this grid need. */
  public List<EngineKind> engines() {
    return axes.engine().values();
  }

  Axes axes() {
    return axes;
  }

  Frame frame() {
    return frame;
  }
}
