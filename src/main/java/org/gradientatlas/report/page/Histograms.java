package org.gradientatlas.report.page;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * One cell's histograms of weight gradient entries by order of magnitude, by pass and layer. A page
 * holds the buckets between the lowest and the highest that have entries, each in one byte as a
 * part of the fullest.
 */
public final class Histograms {
  private static final int FULL = 255;
  private static final long[] NONE = {};

  private final List<Integer> layers;
  private final List<Integer> steps;
  private final long[][] counts;

  /**
   * Creates histograms without entries.
   *
   * @param layers the layers shown, output layer last
   * @param steps the recorded steps shown; the probe comes before them
   */
  public Histograms(List<Integer> layers, List<Integer> steps) {
    this.layers = List.copyOf(layers);
    this.steps = List.copyOf(steps);
    counts = new long[(1 + steps.size()) * layers.size()][];
    Arrays.fill(counts, NONE);
  }

  /**
   * Sets one histogram.
   *
   * @param step a step shown; -1 for the probe
   * @param ofBuckets counts by bucket
   */
  public void set(int step, int layer, long[] ofBuckets) {
    int pass = step < 0 ? 0 : 1 + steps.indexOf(step);
    counts[pass * layers.size() + layers.indexOf(layer)] = ofBuckets.clone();
  }

  /**
   * The layers, the steps, and base64 of all histograms, pass by pass and layer by layer: the first
   * bucket, the number of buckets, and their heights.
   */
  Map<String, Object> packed() {
    var bytes = new ByteArrayOutputStream();
    for (long[] one : counts) {
      write(one, bytes);
    }
    return Map.of(
        "layers", layers,
        "steps", steps,
        "buckets", Base64.getEncoder().encodeToString(bytes.toByteArray()));
  }

  private static void write(long[] counts, ByteArrayOutputStream to) {
    long most = Arrays.stream(counts).max().orElse(0);
    int first = 0;
    int end = counts.length;
    while (first < end && counts[first] == 0) {
      first++;
    }
    while (end > first && counts[end - 1] == 0) {
      end--;
    }
    to.write(first == end ? 0 : first);
    to.write(end - first);
    for (int bucket = first; bucket < end; bucket++) {
      // A bucket with few entries stays visible.
      long height = Math.round((double) FULL * counts[bucket] / most);
      to.write((int) (counts[bucket] > 0 ? Math.max(1, height) : 0));
    }
  }
}
