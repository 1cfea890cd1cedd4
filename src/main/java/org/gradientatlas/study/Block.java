package org.gradientatlas.study;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.LongPredicate;
import org.gradientatlas.axis.BlasKernel;
import org.gradientatlas.measure.RecordSchedule;
import org.jspecify.annotations.Nullable;

/**
 * Every combination of the values of some axes; a study's grid is the union of one or more. Its
 * trials are numbered from 0 in mixed radix: the replicate is the fastest digit, then the data, and
 * the depth is the slowest.
 *
 * @param columns one per cell column of every table
 * @param extraColumns the columns beyond those
 */
public record Block(Frame frame, Axes axes, List<GridColumn> columns, List<GridColumn> extraColumns)
    implements Serializable {

  /**
   * Settings shared by all trials of a study.
   *
   * @param blasKernel the kernel all trials must run on; null if each host may choose
   */
  public record Frame(
      String study,
      long seed,
      int replicates,
      RecordSchedule record,
      int jacobianExamples,
      List<String> settings,
      double timeoutSeconds,
      @Nullable BlasKernel blasKernel)
      implements Serializable {}

  public Block(Frame frame, Axes axes, SortedMap<String, Class<?>> dataKeys) {
    this(frame, axes, axes.contractColumns(frame.replicates), axes.extraColumns(dataKeys));
  }

  /** What is odd about it; one sentence each. */
  List<String> notes() {
    return new BlockNotes(axes, frame.jacobianExamples).lines();
  }

  /** Cells times replicates. */
  public long size() {
    return axes.cells() * frame.replicates;
  }

  /** All columns, those of every table first; the same in every block. */
  public List<GridColumn> allColumns() {
    var all = new ArrayList<>(columns);
    all.addAll(extraColumns);
    return all;
  }

  /** Creates one trial. */
  Trial trial(long index) {
    return trial(index, id(index));
  }

  /** A trial without its id, for callers that need only the settings of many: saves hashing. */
  Trial sketch(long index) {
    return trial(index, "");
  }

  private Trial trial(long index, String id) {
    Objects.checkIndex(index, size());
    Trial.Training training = axes.training().at(index, frame);
    return new Trial(
        new Trial.Identity(id, frame.study, frame.seed, replicate(index)),
        axes.network().at(index),
        axes.descent().at(index, training.workers()),
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

  /**
   * Which trials of this block another block also has. Compares axes instead of hashes: two trials
   * are equal exactly if they agree on every axis.
   */
  LongPredicate sharedWith(Block other) {
    var shared = new ArrayList<BitSet>();
    for (int i = 0; i < axes.all().size(); i++) {
      shared.add(axes.all().get(i).sharedWith(other.axes.all().get(i)));
    }
    if (shared.stream().anyMatch(BitSet::isEmpty)) {
      return index -> false;
    }
    List<Axis<?>> all = axes.all();
    return index -> {
      for (int i = 0; i < all.size(); i++) {
        if (!shared.get(i).get(all.get(i).digit(index))) {
          return false;
        }
      }
      return true;
    };
  }
}
