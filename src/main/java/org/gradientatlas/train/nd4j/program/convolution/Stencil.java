package org.gradientatlas.train.nd4j.program.convolution;

import java.nio.ByteBuffer;
import org.gradientatlas.axis.architecture.Convolution;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Workshop;

/**
 * What layers between the same shapes share: the patches that they read, and working memory.
 *
 * <p>The gradient of a layer's input is a convolution too: of its deltas, with the kernel turned
 * round and the channels below and above exchanged.
 */
final class Stencil {
  /** Of the input. */
  final Patches inputs;

  /** Of the deltas. */
  final Patches deltas;

  /** Weights turned round: [volume * channels above, channels below]. */
  final Tensor turned;

  private final int volume;

  Stencil(Workshop workshop, Convolution shape, InputShape.Image below, InputShape.Image above) {
    int kernel = shape.kernel();
    Reach rows =
        shape.dimensions() == 1
            ? Reach.of(1, 1, 1, 1, true)
            : Reach.of(below.height(), above.height(), kernel, shape.stride(), shape.circular());
    Reach columns =
        Reach.of(below.width(), above.width(), kernel, shape.stride(), shape.circular());
    boolean same = below.equals(above) && shape.stride() == 1;
    this.inputs = new Patches(workshop, rows, columns, below.channels());
    this.deltas =
        same ? inputs : new Patches(workshop, rows.back(), columns.back(), above.channels());
    this.volume = shape.volume();
    this.turned = workshop.tensor(volume * above.channels(), below.channels());
  }

  /** Turns weights [volume * channels below, channels above] round. */
  void turn(Tensor weights) {
    int below = turned.columns();
    int above = weights.columns();
    int bytes = Tensor.bytesPerEntry(turned.precision());
    for (int place = 0; place < volume; place++) {
      int to = (volume - 1 - place) * above * below;
      transpose(weights, place * below * above * bytes, turned, to * bytes);
    }
  }

  /** Transposes a block [below, above] of one tensor to another. */
  private static void transpose(Tensor weights, int from, Tensor turned, int to) {
    int below = turned.columns();
    int above = weights.columns();
    ByteBuffer source = weights.bytes();
    ByteBuffer target = turned.bytes();
    boolean single = Tensor.bytesPerEntry(turned.precision()) == Float.BYTES;
    for (int row = 0; row < above; row++) {
      for (int column = 0; column < below; column++) {
        int read = column * above + row;
        int write = row * below + column;
        if (single) {
          target.putFloat(to + write * Float.BYTES, source.getFloat(from + read * Float.BYTES));
        } else {
          target.putDouble(to + write * Double.BYTES, source.getDouble(from + read * Double.BYTES));
        }
      }
    }
  }
}
