package org.gradientatlas.report.text;

/**
 * A column of a {@link TextTable}.
 *
 * @param width minimum width in characters
 */
public record TextColumn(String head, int width, Side side) {
  /** The alignment of cells in a column. */
  public enum Side {
    LEFT,
    RIGHT,
    /** Right if all cells are quantities, otherwise left. */
    BY_CONTENT
  }

  /** Flush left. */
  public static TextColumn left(String head, int width) {
    return new TextColumn(head, width, Side.LEFT);
  }

  /** Flush right. */
  public static TextColumn right(String head, int width) {
    return new TextColumn(head, width, Side.RIGHT);
  }

  /** As wide as its cells, with quantities flush right. */
  static TextColumn byContent(String head) {
    return new TextColumn(head, 0, Side.BY_CONTENT);
  }
}
