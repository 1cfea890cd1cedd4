package org.gradientatlas.study.file;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gradientatlas.axis.architecture.Architecture;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.ImageView;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.study.Axes.DataValue;

/**
 * Checks an architecture of a block against the data that it is to learn from.
 *
 * @param grid the block
 */
record ArchitectureDataCheck(Section grid, Architecture architecture) {

  void check(List<DataValue> data) {
    data.forEach(this::checkShape);
    if (architecture instanceof Recurrent recurrent && recurrent.truncation() > 0) {
      checkTruncation(recurrent.truncation(), data);
    }
  }

  private void checkShape(DataValue value) {
    InputShape shape = value.spec().shape();
    architecture
        .refusal(shape)
        .ifPresent(
            why ->
                refuse(
                    "%s; data.type = %s has %s%s"
                        .formatted(why, type(value), kind(shape), remedy(value.spec()))));
    if (value.spec().steps() > 1 && !architecture.takesSteps()) {
      refuse(
          "has one answer an example, and data.type = %s asks for one at each time step"
              .formatted(type(value)));
    }
  }

  /** How the same files would have a shape that fits; empty if they cannot. */
  private String remedy(DataSpec spec) {
    if (spec instanceof DataSpec.Idx idx) {
      return Arrays.stream(ImageView.values())
          .filter(view -> architecture.refusal(idx.as(view).shape()).isEmpty())
          .findFirst()
          .map(view -> ": set data.as = " + view.label())
          .orElse("");
    }
    boolean table = spec instanceof DataSpec.Table read && read.format() != DataSpec.Format.LIBSVM;
    return table && architecture.refusal(new InputShape.Sequence(2, 1)).isEmpty()
        ? ": data.time-steps makes sequences of them"
        : "";
  }

  /** A truncation that cuts nothing is the network without one under another name. */
  private void checkTruncation(int truncation, List<DataValue> data) {
    List<Optional<Integer>> steps = data.stream().map(value -> timeSteps(value.spec())).toList();
    if (steps.stream().allMatch(known -> known.isPresent() && known.get() <= truncation)) {
      int most = steps.stream().mapToInt(Optional::get).max().orElseThrow();
      refuse(
          "truncation = %d cuts nothing of %d time steps; 0 means all".formatted(truncation, most));
    }
  }

  /** Of an example; empty if it is none, or a file says it. */
  private static Optional<Integer> timeSteps(DataSpec spec) {
    return spec.shape() instanceof InputShape.Sequence sequence && !(spec instanceof DataSpec.Idx)
        ? Optional.of(sequence.timeSteps())
        : Optional.empty();
  }

  private static String kind(InputShape shape) {
    return shape instanceof InputShape.Sequence
        ? "sequences"
        : shape instanceof InputShape.Image ? "images" : "rows of numbers";
  }

  private static Object type(DataValue value) {
    return Objects.requireNonNull(value.columns().get("type"));
  }

  private void refuse(String why) {
    grid.problem("architecture", new InvalidValueException(architecture.label(), why));
  }
}
