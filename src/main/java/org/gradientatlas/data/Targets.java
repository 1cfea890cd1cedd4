package org.gradientatlas.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What a network shall answer: one target an example or, where it answers at each instant of a
 * sequence, as many as there are steps.
 */
public sealed interface Targets extends Serializable {
  /** The number of examples. */
  int size();

  /** Numbers per target: the width of the output layer. */
  int width();

  /** Targets per example: 1, or the number of instants at which there is one. */
  default int steps() {
    return 1;
  }

  /** Memory of the numbers. */
  long bytes();

  /**
   * Writes the target of an example at one of its steps.
   *
   * @param step 0 to {@link #steps} - 1
   * @param into receives {@link #width} numbers from {@code at} on
   */
  void copy(int example, int step, double[] into, int at);

  /**
   * Writes the target of an example that has one.
   *
   * @throws IllegalStateException if it has several
   */
  default void copy(int example, double[] into, int at) {
    requireOne();
    copy(example, 0, into, at);
  }

  /** Who learns one target an example must not take the first of several for it. */
  private void requireOne() {
    if (steps() != 1) {
      throw new IllegalStateException("an example has %d targets, not one".formatted(steps()));
    }
  }

  /** The targets of some examples, in the order given. */
  Targets of(int[] examples);

  /** Targets that are classes, so that an answer is right or wrong. */
  sealed interface Labelled extends Targets {
    /** The class of an example at one of its steps. */
    int label(int example, int step);

    /**
     * The class of an example that has one.
     *
     * @throws IllegalStateException if it has several
     */
    default int label(int example) {
      ((Targets) this).requireOne();
      return label(example, 0);
    }
  }

  /**
   * Classes. A target is a one-hot row, which exists only where it is {@link #copy copied} to: k
   * classes by n examples may be many more numbers than the n by d features.
   *
   * @param labels the class of each example, 0 to count - 1
   * @param count k
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Classes(int[] labels, int count) implements Labelled {
    @Override
    public int size() {
      return labels.length;
    }

    @Override
    public int width() {
      return count;
    }

    @Override
    public long bytes() {
      return (long) Integer.BYTES * labels.length;
    }

    @Override
    public int label(int example, int step) {
      return labels[example];
    }

    @Override
    public void copy(int example, int step, double[] into, int at) {
      Arrays.fill(into, at, at + count, 0);
      into[at + labels[example]] = 1;
    }

    @Override
    public Classes of(int[] examples) {
      return new Classes(Arrays.stream(examples).map(i -> labels[i]).toArray(), count);
    }
  }

  /**
   * A class at each of several steps.
   *
   * @param labels row-major [size, steps], each 0 to count - 1
   */
  @SuppressWarnings("ArrayRecordComponent")
  record StepClasses(int[] labels, int steps, int count) implements Labelled {
    /**
     * @throws IllegalArgumentException if the labels are no whole rows
     */
    public StepClasses {
      if (steps < 1 || labels.length % steps != 0) {
        throw new IllegalArgumentException(
            labels.length + " labels are no whole examples of " + steps + " steps");
      }
    }

    @Override
    public int size() {
      return labels.length / steps;
    }

    @Override
    public int width() {
      return count;
    }

    @Override
    public long bytes() {
      return (long) Integer.BYTES * labels.length;
    }

    @Override
    public int label(int example, int step) {
      return labels[example * steps + step];
    }

    @Override
    public void copy(int example, int step, double[] into, int at) {
      Arrays.fill(into, at, at + count, 0);
      into[at + label(example, step)] = 1;
    }

    @Override
    public StepClasses of(int[] examples) {
      int[] chosen = new int[examples.length * steps];
      for (int i = 0; i < examples.length; i++) {
        System.arraycopy(labels, examples[i] * steps, chosen, i * steps, steps);
      }
      return new StepClasses(chosen, steps, count);
    }
  }

  /**
   * Real numbers.
   *
   * @param values row-major [size, width]
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Numbers(double[] values, int width) implements Targets {
    @Override
    public int size() {
      return values.length / width;
    }

    @Override
    public long bytes() {
      return (long) Double.BYTES * values.length;
    }

    @Override
    public void copy(int example, int step, double[] into, int at) {
      System.arraycopy(values, example * width, into, at, width);
    }

    @Override
    public Numbers of(int[] examples) {
      double[] chosen = new double[examples.length * width];
      for (int i = 0; i < examples.length; i++) {
        copy(examples[i], chosen, i * width);
      }
      return new Numbers(chosen, width);
    }

    /** The classes that have each example's greatest number. */
    public Classes greatest() {
      int[] labels = new int[size()];
      for (int i = 0; i < values.length; i++) {
        int best = i / width * width + labels[i / width];
        labels[i / width] = values[i] > values[best] ? i % width : labels[i / width];
      }
      return new Classes(labels, width);
    }
  }
}
