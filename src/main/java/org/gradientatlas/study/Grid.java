package org.gradientatlas.study;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.gradientatlas.axis.BlasKernel;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a study, each made when asked for: blocks one after the other. A trial that several
 * blocks have is kept in the first. A grid of a million cells is a few kilobytes of axes and two
 * bits a trial.
 */
public final class Grid implements Serializable {
  private static final long serialVersionUID = 2;

  /** More trials than this are a mistake. */
  public static final long MOST = 100_000_000;

  private final List<Block> blocks;
  private final long listed;

  /** The number of each block's first trial, and the end of the last. */
  private final long[] starts;

  /** Trials that an earlier block has. */
  private final BitSet repeated;

  /** For each column, in the order of {@link Block#allColumns}, whether trials differ in it. */
  private final BitSet varying;

  private final List<Exclusion> exclusions;
  private final BitSet excluded;

  /**
   * @param listed cells before equal values of an axis were made one
   */
  public Grid(List<Block> blocks, long listed) {
    this.blocks = List.copyOf(blocks);
    this.listed = listed;
    this.starts = new long[blocks.size() + 1];
    Arrays.setAll(starts, i -> i == 0 ? 0 : starts[i - 1] + blocks.get(i - 1).size());
    this.repeated = repeated();
    this.varying = varying();
    this.exclusions = List.of();
    this.excluded = new BitSet();
  }

  private Grid(Grid all, List<Exclusion> exclusions, BitSet excluded) {
    this.blocks = all.blocks;
    this.listed = all.listed;
    this.starts = all.starts;
    this.repeated = all.repeated;
    this.varying = all.varying;
    this.exclusions = List.copyOf(exclusions);
    this.excluded = excluded;
  }

  /** This grid without what predicates exclude. */
  public Grid without(List<Exclusion> because, BitSet trials) {
    return new Grid(this, because, trials);
  }

  private BitSet repeated() {
    var trials = new BitSet();
    for (int later = 1; later < blocks.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        LongPredicate shared = blocks.get(later).sharedWith(blocks.get(earlier));
        long start = starts[later];
        LongStream.range(0, blocks.get(later).size())
            .filter(shared)
            .forEach(index -> trials.set((int) (start + index)));
      }
    }
    return trials;
  }

  private BitSet varying() {
    List<List<GridColumn>> columns = blocks.stream().map(Block::allColumns).toList();
    return IntStream.range(0, columns.get(0).size())
        .filter(i -> GridColumn.vary(columns.stream().map(c -> c.get(i)).toList()))
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }

  /** Cells times replicates, before exclusion; a trial that several blocks have counts once. */
  public long size() {
    return end() - repeated.cardinality();
  }

  /** Cells before exclusion; a cell that several blocks have counts once. */
  public long cells() {
    return size() / replicates();
  }

  /** The numbers of all trials are below this, those of repeated and excluded ones included. */
  long end() {
    return starts[blocks.size()];
  }

  /** What runs side by side when its trials are trained. */
  public Parallelism parallelism() {
    long parallel = blocks.stream().filter(block -> block.axes().training().dataParallel()).count();
    if (parallel == 0) {
      return Parallelism.OF_TRIALS;
    }
    return parallel == blocks.size() ? Parallelism.OF_DATA : Parallelism.MIXED;
  }

  /** What runs side by side. */
  public enum Parallelism {
    /** Trials, each on one core: jobs/sweep. */
    OF_TRIALS,
    /** The workers of one trial: jobs/train. */
    OF_DATA,
    /** Blocks of both, which no job takes. */
    MIXED
  }

  /** Trials of each cell. */
  public int replicates() {
    return blocks.get(0).frame().replicates();
  }

  /** The BLAS kernel that the trials must run on; null if each host may choose. */
  public @Nullable BlasKernel blasKernel() {
    return blocks.get(0).frame().blasKernel();
  }

  /** The numbers of the trials that are to be trained, ascending. */
  public LongStream kept() {
    return LongStream.range(0, end()).filter(this::keeps);
  }

  /** Whether no predicate excludes a trial, and no earlier block has it. */
  public boolean keeps(long index) {
    return !excluded.get((int) index) && !repeated.get((int) index);
  }

  /** How many trials are to be trained. */
  public long keptCount() {
    return size() - excluded.cardinality();
  }

  /** Trials that are left out because an axis lists a value twice, or another block has them. */
  public long duplicates() {
    return (listed - cells()) * replicates();
  }

  /** What each predicate did, in the order of the file. */
  public List<Exclusion> exclusions() {
    return exclusions;
  }

  /** Makes one trial; whether it is excluded does not matter. */
  public Trial trial(long index) {
    int block = blockOf(index);
    return blocks.get(block).trial(index - starts[block]);
  }

  /** A trial without its id, for those who need many and only look at the settings. */
  Trial sketch(long index) {
    int block = blockOf(index);
    return blocks.get(block).sketch(index - starts[block]);
  }

  private int blockOf(long index) {
    Objects.checkIndex(index, end());
    int found = Arrays.binarySearch(starts, index);
    return found >= 0 ? found : -found - 2;
  }

  /** The columns in which trials differ and that are not in the contract, such as data_noise. */
  public List<String> extraAxes() {
    int contract = blocks.get(0).columns().size();
    List<GridColumn> all = blocks.get(0).allColumns();
    return varying.stream().filter(i -> i >= contract).mapToObj(i -> all.get(i).name()).toList();
  }

  /** What a trial has in {@link #extraAxes}; a column that it has nothing in is left out. */
  public Map<String, String> extras(long index) {
    Map<String, String> extras = settings(index);
    extras.keySet().retainAll(extraAxes());
    extras.values().removeIf(String::isEmpty);
    return extras;
  }

  /** What a trial has in the columns in which cells differ; empty texts where it has nothing. */
  public Map<String, String> settings(long index) {
    int block = blockOf(index);
    List<GridColumn> columns = blocks.get(block).allColumns();
    var settings = new LinkedHashMap<String, String>();
    varying.stream()
        .mapToObj(columns::get)
        .filter(column -> !column.name().equals("replicate"))
        .forEach(column -> settings.put(column.name(), column.textAt(index - starts[block])));
    return settings;
  }

  public List<Block> blocks() {
    return blocks;
  }
}
