package org.gradientatlas.data;

import org.gradientatlas.axis.Choice;

/** What becomes of rows in which a cell is empty or stands for no number. */
public enum Missing implements Choice {
  /** The data is refused. */
  REFUSE("refuse"),
  /** They are left out. */
  DROP("drop"),
  /** Features become the mean over the training examples; rows without a label are left out. */
  MEAN("mean");

  private final String label;

  Missing(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
