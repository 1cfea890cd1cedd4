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
 * The trials of a study, created on demand, block after block. A trial in several blocks belongs to
 * the first. A grid of a million cells takes a few kilobytes of axes and two bits per trial.
 */
public final class Grid implements Serializable {
  private static final long serialVersionUID = 2;

  /** A study with more trials is taken for a mistake. */
  public static final long MOST = 100_000_000;

  private final List<Block> blocks;
  private final long listed;

  /** The first trial number of each block, and the end of the last block. */
  private final long[] starts;

  /** Trials that an earlier block already has. */
  private final BitSet repeated;

  /** For each column, in the order of {@link Block#allColumns}, whether trials differ in it. */
  private final BitSet varying;

  private final List<Exclusion> exclusions;
  private final BitSet excluded;

  /**
   * @param listed number of cells before removing duplicate axis values
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

  /** This grid without the trials that predicates exclude. */
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

  /** Cells times replicates, before exclusion; a trial in several blocks counts once. */
  public long size() {
    return end() - repeated.cardinality();
  }

  /** Cells before exclusion; a cell in several blocks counts once. */
  public long cells() {
    return size() / replicates();
  }

  /** Upper bound (exclusive) of trial numbers, including repeated and excluded trials. */
  long end() {
    return starts[blocks.size()];
  }

  /** What runs in parallel when its trials are trained. */
  public Parallelism parallelism() {
    long parallel = blocks.stream().filter(block -> block.axes().training().dataParallel()).count();
    if (parallel == 0) {
      return Parallelism.OF_TRIALS;
    }
    return parallel == blocks.size() ? Parallelism.OF_DATA : Parallelism.MIXED;
  }

  /** What runs in parallel. */
  public enum Parallelism {
    /** Trials, each on one core: jobs/sweep. */
    OF_TRIALS,
    /** The workers of one trial: jobs/train. */
    OF_DATA,
    /** Blocks of both kinds, which no job accepts. */
    MIXED
  }

  /** Number of trials per cell. */
  public int replicates() {
    return blocks.get(0).frame().replicates();
  }

  /** The BLAS kernel all trials must run on; null if each host may choose. */
  public @Nullable BlasKernel blasKernel() {
    return blocks.get(0).frame().blasKernel();
  }

  /** The numbers of the trials to train, ascending. */
  public LongStream kept() {
    return LongStream.range(0, end()).filter(this::keeps);
  }

  /** Whether a trial is neither excluded nor a repetition of an earlier block's. */
  public boolean keeps(long index) {
    return !excluded.get((int) index) && !repeated.get((int) index);
  }

  /** How many trials to train. */
  public long keptCount() {
    return size() - excluded.cardinality();
  }

  /** Trials left out because an axis lists a value twice or an earlier block has them. */
  public long duplicates() {
    return (listed - cells()) * replicates();
  }

  /** The effect of each predicate, in file order. */
  public List<Exclusion> exclusions() {
    return exclusions;
  }

  /** Creates one trial, even an excluded one. */
  public Trial trial(long index) {
    int block = blockOf(index);
    return blocks.get(block).trial(index - starts[block]);
  }

  /** A trial without its id, for callers that need only the settings of many: saves hashing. */
  Trial sketch(long index) {
    int block = blockOf(index);
    return blocks.get(block).sketch(index - starts[block]);
  }

  private int blockOf(long index) {
    Objects.checkIndex(index, end());
    int found = Arrays.binarySearch(starts, index);
    return found >= 0 ? found : -found - 2;
  }

  /** The varying columns that tables have no column for, such as data_noise. */
  public List<String> extraAxes() {
    int contract = blocks.get(0).columns().size();
    List<GridColumn> all = blocks.get(0).allColumns();
    return varying.stream().filter(i -> i >= contract).mapToObj(i -> all.get(i).name()).toList();
  }

  /** A trial's values in {@link #extraAxes}, without columns that do not apply. */
  public Map<String, String> extras(long index) {
    Map<String, String> extras = settings(index);
    extras.keySet().retainAll(extraAxes());
    extras.values().removeIf(String::isEmpty);
    return extras;
  }

  /** A trial's values in the varying columns; empty texts where a column does not apply. */
  public Map<String, String> settings(long index) {
    int block = blockOf(index);
    List<GridColumn> columns = blocks.get(block).allColumns();
    var settings = new LinkedHashMap<String, String>();
    varying.stream()
        .mapToObj(columns::get)
        .filter(column -> !column.name().equals("replicate"))
        .forEach(column -> settings.put(column.name(), column.textAt(index - starts[block])));
    Trial.Network network = sketch(index).network();
    settings.replace("initializer", network.initializerLabel());
    settings.replace("activation", network.activationLabel());
    return settings;
  }

  public List<Block> blocks() {
    return blocks;
  }
}
