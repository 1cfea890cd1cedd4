package org.gradientatlas.study;

import java.io.Serializable;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One axis of a grid.
 *
 * @param key its path in a study file, without {@code grid}: {@code depth}, {@code training.steps}
 * @param values its distinct values
 * @param settings for each value, its lines in a trial's canonical text
 * @param stride the number of trials from one value to the next
 */
public record Axis<T extends Serializable>(
    String key, List<T> values, List<List<String>> settings, long stride) implements Serializable {

  /** Copies the lists. */
  public Axis {
    values = List.copyOf(values);
    settings = List.copyOf(settings);
  }

  /** The value for a trial. */
  public T at(long trial) {
    return values.get(digit(trial));
  }

  /** Whether it takes more than one value. */
  public boolean varies() {
    return values.size() > 1;
  }

  List<String> settingsAt(long trial) {
    return settings.get(digit(trial));
  }

  /** The index of a trial's value. */
  int digit(long trial) {
    return (int) (trial / stride % values.size());
  }

  /** Which of its values the same axis of another block also has. */
  BitSet sharedWith(Axis<?> other) {
    var others = new HashSet<>(other.settings);
    return IntStream.range(0, settings.size())
        .filter(i -> others.contains(settings.get(i)))
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }
}
