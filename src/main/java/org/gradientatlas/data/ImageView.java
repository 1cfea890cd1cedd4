package org.gradientatlas.data;

import org.gradientatlas.axis.Choice;
import org.gradientatlas.axis.architecture.InputShape;

/** What an image is learned as. */
public enum ImageView implements Choice {
  /** Numbers without an order. */
  FLAT("flat") {
    @Override
    InputShape of(InputShape.Image image) {
      return new InputShape.Flat(image.size());
    }
  },
  /** A sequence: a row at each instant, from the top (Le 2015 goes pixel by pixel). */
  ROWS("rows") {
    @Override
    InputShape of(InputShape.Image image) {
      return new InputShape.Sequence(
          image.height(), Math.multiplyExact(image.width(), image.channels()));
    }
  },
  /** Pixels with their places. */
  IMAGE("image") {
    @Override
    InputShape of(InputShape.Image image) {
      return image;
    }
  };

  private final String label;

  ImageView(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  abstract InputShape of(InputShape.Image image);

  /**
   * The shape that is learned.
   *
   * @throws InvalidDataException if what was read is no image, and it matters
   */
  InputShape of(InputShape read) {
    if (read instanceof InputShape.Image image) {
      return of(image);
    }
    if (this == FLAT) {
      return read;
    }
    throw new InvalidDataException(
        "holds %d numbers an example without rows and columns, which data.as = %s needs"
            .formatted(read.size(), label));
  }
}
