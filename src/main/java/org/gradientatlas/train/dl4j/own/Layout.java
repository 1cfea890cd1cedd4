package org.gradientatlas.train.dl4j.own;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.gradientatlas.axis.architecture.InputShape;

/** How examples are laid out for Deeplearning4j. */
public enum Layout {
  /** As they are: [batch, numbers]. */
  FLAT,

  /** An image one channel after the other: [batch, channels x height x width]. */
  FLAT_CHANNELS,

  /** [batch, channels, height, width]. */
  IMAGE,

  /** [batch, features, time steps]. */
  SEQUENCE;

  /**
   * A layout with what Deeplearning4j calls it.
   *
   * @param type its sizes
   */
  record Typed(Layout layout, InputType type) {}

  /** What examples of a shape can be given as; the most natural first. */
  static List<Typed> of(InputShape shape) {
    var layouts = new ArrayList<Typed>();
    if (shape instanceof InputShape.Image image) {
      layouts.add(
          new Typed(
              IMAGE, InputType.convolutional(image.height(), image.width(), image.channels())));
      layouts.add(new Typed(FLAT_CHANNELS, InputType.feedForward(shape.size())));
    } else {
      if (shape instanceof InputShape.Sequence sequence) {
        layouts.add(
            new Typed(SEQUENCE, InputType.recurrent(sequence.features(), sequence.timeSteps())));
      }
      layouts.add(new Typed(FLAT, InputType.feedForward(shape.size())));
    }
    return layouts;
  }
}
