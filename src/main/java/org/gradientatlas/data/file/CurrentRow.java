package org.gradientatlas.data.file;

import java.util.Arrays;

/** The row that a table is being read at. */
final class CurrentRow {
  double[] features = new double[64];
  int number;
  int size;
  double label;

  /** The label if it is a text, otherwise empty. */
  String text = "";

  /** Whether it is to be left out. */
  boolean incomplete;

  void begin(int line) {
    number = line;
    size = 0;
    text = "";
    incomplete = false;
  }

  void add(double feature) {
    if (size == features.length) {
      features = Arrays.copyOf(features, 2 * size);
    }
    features[size++] = feature;
  }
}
