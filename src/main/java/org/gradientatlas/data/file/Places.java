package org.gradientatlas.data.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where each example stands: its file, and its line or row there. */
public final class Places {
  private final String unit;
  private final List<String> files = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();
  private int[] numbers = new int[64];
  private int size;

  /**
   * @param unit what is counted in a file: line or row
   */
  public Places(String unit) {
    this.unit = unit;
  }

  /** Begins a file. */
  public void file(String name) {
    files.add(name);
    starts.add(size);
  }

  /** Adds the next example, at a line or row of the current file. */
  public void add(int number) {
    if (size == numbers.length) {
      Heap.ofDriver(files.get(files.size() - 1)).require(2L * Integer.BYTES * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  /** How many examples have a place. */
  public int size() {
    return size;
  }

  /** The place of an example: {@code t.csv, line 3}. */
  public String of(int example) {
    int file = files.size() - 1;
    while (starts.get(file) > example) {
      file--;
    }
    return at(files.get(file), numbers[example]);
  }

  /** A place in a file. */
  public String at(String file, int number) {
    return file + ", " + unit + " " + number;
  }
}
