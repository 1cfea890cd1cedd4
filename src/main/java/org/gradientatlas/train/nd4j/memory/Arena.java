package org.gradientatlas.train.nd4j.memory;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.gradientatlas.axis.Precision;

/**
 * The memory of one network: a few large blocks, cut into consecutive tensors that start as zeros.
 * Allocation is cheap, and closing frees everything at once.
 *
 * <p>The blocks are JavaCPP's, whose limits ({@code org.bytedeco.javacpp.maxbytes} and {@code
 * maxphysicalbytes}) apply to them; ND4J's arrays bypass these limits, until the system kills the
 * process.
 */
public final class Arena implements AutoCloseable {
  /** Bytes of a cache line; no two tensors share one. */
  private static final int ALIGNMENT = 64;

  /** Bytes of one block, unless a tensor alone needs more. */
  private static final long BLOCK = 1 << 20;

  private final Precision precision;
  private final List<BytePointer> blocks = new ArrayList<>();
  private long used;

  public Arena(Precision precision) {
    this.precision = precision;
  }

  /**
   * A new tensor, all zeros.
   *
   * @throws OutOfMemoryError if it does not fit into what JavaCPP may allocate
   */
  public Tensor take(int rows, int columns) {
    long bytes = (long) rows * columns * Tensor.bytesPerEntry(precision);
    long padded = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (blocks.isEmpty() || used + padded > last().capacity()) {
      var block = new BytePointer(Math.max(BLOCK, padded) + ALIGNMENT);
      blocks.add(block);
      Pointer.memset(block, 0, block.capacity());
      // malloc aligns to 16 bytes only; a vector that crosses cache lines costs two reads.
      used = -block.address() & (ALIGNMENT - 1);
    }
    Pointer pointer = last().getPointer(used);
    used += padded;
    return new Tensor(
        rows,
        columns,
        precision,
        precision == Precision.FLOAT32 ? new FloatPointer(pointer) : new DoublePointer(pointer));
  }

  private BytePointer last() {
    return blocks.get(blocks.size() - 1);
  }

  @Override
  public void close() {
    blocks.forEach(BytePointer::close);
    blocks.clear();
  }
}
