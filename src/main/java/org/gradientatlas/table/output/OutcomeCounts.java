package org.gradientatlas.table.output;

import java.io.Serializable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.table.schema.ColumnNames;
import org.jspecify.annotations.Nullable;

/**
 * Counts how trials ended.
 *
 * @param outcomes number of trials by outcome label
 * @param errors errors of failed trials, the most frequent first
 */
public record OutcomeCounts(Map<String, Long> outcomes, List<Repeated> errors)
    implements Serializable {
  /** Numbers differ from trial to trial in the same error. */
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private static final int MOST_ERRORS = 100;

  private static final int LONGEST_ERROR = 300;

  /** None yet. */
  public static final OutcomeCounts NONE = new OutcomeCounts(Map.of(), List.of());

  /** Copies the map and the list. */
  public OutcomeCounts {
    outcomes = new TreeMap<>(outcomes);
    errors = List.copyOf(errors);
  }

  /**
   * An error and how often it occurred.
   *
   * @param error class and message; errors that differ only in numbers are the same
   * @param trials how many trials ended with it
   * @param example the id of one of them
   */
  public record Repeated(String error, long trials, String example) implements Serializable {}

  /** Columns of trials that {@link #of} reads. */
  static final List<String> COLUMNS =
      List.of(
          ColumnNames.TRIAL_ID,
          ColumnNames.OUTCOME,
          ColumnNames.ERROR_CLASS,
          ColumnNames.ERROR_MESSAGE);

  /**
   * Counts one trial.
   *
   * @param row returns the text in a column of trials
   */
  public static OutcomeCounts of(Function<String, @Nullable String> row) {
    String outcome = String.valueOf(row.apply(ColumnNames.OUTCOME));
    String type = row.apply(ColumnNames.ERROR_CLASS);
    if (type == null) {
      return new OutcomeCounts(Map.of(outcome, 1L), List.of());
    }
    String error = type + ": " + row.apply(ColumnNames.ERROR_MESSAGE);
    String shown = error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
    String trial = String.valueOf(row.apply(ColumnNames.TRIAL_ID));
    return new OutcomeCounts(Map.of(outcome, 1L), List.of(new Repeated(shown, 1, trial)));
  }

  /** The sum of both. */
  public OutcomeCounts plus(OutcomeCounts other) {
    var sum = new Sum();
    sum.add(this);
    sum.add(other);
    return sum.total();
  }

  /** Accumulates many counts. */
  public static final class Sum {
    /** At this many distinct errors the rarer ones are dropped, to bound memory. */
    private static final int ROOM = 100 * MOST_ERRORS;

    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Map<String, Repeated> errors = new LinkedHashMap<>();

    /** Adds one or more trials. */
    public void add(OutcomeCounts some) {
      some.outcomes.forEach((outcome, trials) -> outcomes.merge(outcome, trials, Long::sum));
      some.errors.forEach(this::add);
    }

    private void add(Repeated error) {
      if (errors.size() >= ROOM) {
        List<Repeated> most = mostFrequent();
        errors.clear();
        most.forEach(this::add);
      }
      errors.merge(
          NUMBER.matcher(error.error()).replaceAll("#"),
          error,
          (a, b) -> new Repeated(a.error(), a.trials() + b.trials(), a.example()));
    }

    private List<Repeated> mostFrequent() {
      return errors.values().stream()
          .sorted(Comparator.comparing(Repeated::trials).reversed())
          .limit(MOST_ERRORS)
          .toList();
    }

    /** The sum. */
    public OutcomeCounts total() {
      return new OutcomeCounts(outcomes, mostFrequent());
    }
  }

  /** How many trials have an outcome. */
  public long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome.label(), 0L);
  }

  /** How many trials there are. */
  public long trials() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The error that most trials ended with. */
  public Optional<Repeated> mostFrequent() {
    return errors.stream().findFirst();
  }
}
