package org.gradientatlas.train.nd4j.program.convolution;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Workshop;

/**
 * The places under the kernel of each target one after the other, as rows that weights multiply,
 * for a few examples at a time: small enough to stay in L2 between the copies and the products.
 * Zeros beyond a border are never written.
 *
 * <p>Where the kernel slides down an image, a row only holds the places under one row of the
 * kernel, and each row of the kernel multiplies the same rows from another one on: as many
 * products, but a kernel's height fewer copies.
 */
final class Patches {
  /** Numbers of the patches of a few examples: half of a small L2. */
  private static final int ROOM = 1 << 16;

  /** Fewer targets make a product too small to be split. */
  private static final int TARGETS_TO_SPLIT = 64;

  private final Tensor room;
  private final boolean split;
  private final int kernelRows;
  private final int targets;
  private final int targetColumns;
  private final int rowsOfExample;
  private final int atOnce;
  private final int sourceSize;

  /** Bytes from the start of an example. */
  private final int[] from;

  private final int[] to;
  private final int[] lengths;

  /**
   * @param rows what targets read down an image, and {@code columns} along it
   * @param channels of the sources
   */
  Patches(Workshop workshop, Reach rows, Reach columns, int channels) {
    this.kernelRows = rows.kernel();
    this.targetColumns = columns.targets();
    this.targets = rows.targets() * targetColumns;
    this.split = kernelRows > 1 && rows.slides() && targets >= TARGETS_TO_SPLIT;
    int row = columns.kernel() * channels * (split ? 1 : kernelRows);
    this.rowsOfExample = split ? (rows.targets() + kernelRows - 1) * targetColumns : targets;
    this.atOnce = split ? 1 : Math.max(1, Math.min(workshop.batch(), ROOM / (rowsOfExample * row)));
    this.room = workshop.tensor(atOnce * rowsOfExample, row);
    this.sourceSize = rows.sources() * columns.sources() * channels;
    int bytes = channels * Tensor.bytesPerEntry(room.precision());
    int[][] copies = (split ? slid(rows, columns) : whole(rows, columns)).times(bytes);
    this.from = copies[0];
    this.to = copies[1];
    this.lengths = copies[2];
  }

  private static PatchCopies slid(Reach rows, Reach columns) {
    var copies = new PatchCopies();
    int to = 0;
    for (int distance = 0; distance < rows.targets() + rows.kernel() - 1; distance++) {
      for (int[] places : columns.from()) {
        to = copies.add(rows.at(distance), places, columns.sources(), to);
      }
    }
    return copies;
  }

  private static PatchCopies whole(Reach rows, Reach columns) {
    var copies = new PatchCopies();
    int to = 0;
    for (int[] lines : rows.from()) {
      for (int[] places : columns.from()) {
        for (int line : lines) {
          to = copies.add(line, places, columns.sources(), to);
        }
      }
    }
    return copies;
  }

  /** The most examples that {@link #fill} takes. */
  int atOnce() {
    return atOnce;
  }

  /** Targets of an example. */
  int targets() {
    return targets;
  }

  /** PatchCopies the places that so many examples read, from one on. */
  void fill(Tensor source, int example, int count) {
    ByteBuffer numbers = source.bytes();
    ByteBuffer patches = room.bytes();
    int bytes = Tensor.bytesPerEntry(room.precision());
    for (int i = 0; i < count; i++) {
      int start = (example + i) * sourceSize * bytes;
      int end = i * rowsOfExample * room.columns() * bytes;
      for (int copy = 0; copy < from.length; copy++) {
        patches.put(end + to[copy], numbers, start + from[copy], lengths[copy]);
      }
    }
  }

  /** The rows that so many examples fill, as factors: the sum over them is the product. */
  List<Tensor> factors(int count) {
    var factors = new ArrayList<Tensor>();
    for (int i = 0; i < (split ? kernelRows : 1); i++) {
      factors.add(room.rows(i * targetColumns, count * targets));
    }
    return factors;
  }

  /** The part of the weights that each of the {@link #factors} multiplies. */
  List<Tensor> weights(Tensor whole) {
    var parts = new ArrayList<Tensor>();
    for (int i = 0; i < (split ? kernelRows : 1); i++) {
      parts.add(whole.rows(i * room.columns(), room.columns()));
    }
    return parts;
  }
}
