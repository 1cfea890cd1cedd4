package org.gradientatlas.study.file;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.ImageSpec;
import org.gradientatlas.data.TeacherSpec;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.problem.InvalidValueException;

/**
 * Refuses sizes whose products no array holds, before anything is allocated. Every value of an axis
 * meets every value of the others, so the largest ones decide.
 */
final class SizeCheck {
  /** Layers of a network that anyone trains. */
  static final int DEEPEST = 1_000_000;

  /** What a Java array holds. */
  private static final long MOST = Integer.MAX_VALUE - 8;

  private final Section grid;
  private final Section training;
  private final DataReader data;
  private final Set<String> blamed = new HashSet<>();

  /**
   * @param grid the block
   */
  SizeCheck(Section grid, Section training, DataReader data) {
    this.grid = grid;
    this.training = training;
    this.data = data;
  }

  void checkNetwork(Collection<Integer> depths, Collection<Integer> widths, long batch) {
    int width = largest(widths);
    if (largest(depths) > DEEPEST) {
      refuse("depth", largest(depths) + " layers are more than " + DEEPEST);
    }
    if (largest(depths) > 1) {
      check("width", "a matrix of %s x %s weights", width, width);
    }
    // A batch beyond that is larger than all data.
    if (batch < MOST) {
      check("width", "a batch of %s examples in a layer of %s units", batch, width);
    }
  }

  void checkData(DataSpec spec, Collection<Integer> widths) {
    if (spec instanceof DataSpec.Synthetic known && isPossible(known.shape())) {
      int features = known.shape().size();
      checkData("examples", "%s examples of %s features", known.examples(), features);
      checkData("examples", "%s examples of %s outputs", known.examples(), known.outputs());
      check("width", "a matrix of %s features x %s units", features, largest(widths));
      check("width", "a matrix of %s units x %s outputs", largest(widths), known.outputs());
    }
    if (spec instanceof DataSpec.GaussianPrototypes drawn) {
      checkData("classes", "%s prototypes of %s features", drawn.classes(), drawn.features());
    }
    if (spec instanceof ImageSpec images && isPossible(images.shape())) {
      checkData("classes", "%s prototypes of %s features", images.classes(), images.shape().size());
    }
    if (spec instanceof TeacherSpec teacher && teacher.depth() > 0) {
      long inner = teacher.depth() > 1 ? teacher.width() : 1;
      long outer = Math.max(teacher.features(), teacher.outputs());
      checkData("width", "a matrix of %s x %s weights", Math.max(inner, outer), teacher.width());
    }
  }

  /** Whether one example fits into an array; else that is the problem. */
  private boolean isPossible(InputShape shape) {
    if (shape instanceof InputShape.Sequence steps) {
      return checkData(
          "time-steps", "%s time steps of %s features", steps.timeSteps(), steps.features());
    }
    if (shape instanceof InputShape.Image image) {
      long pixels = (long) image.height() * image.width();
      return checkData("height", "%s rows of %s pixels", image.height(), image.width())
          && checkData("channels", "%s pixels of %s channels", pixels, image.channels());
    }
    return true;
  }

  /** All rows of a trial are in memory until its wave is committed. */
  void checkRecords(Collection<Integer> depths, Collection<Integer> steps, RecordSchedule record) {
    long recorded = record.count(largest(steps));
    long layers = Math.min(largest(depths), DEEPEST) + 1L;
    if (isTooMuch(recorded, layers) && blamed.add("record")) {
      String why = tooMuch("%s recorded steps of %s layers", recorded, layers);
      training.problem("record", new InvalidValueException("", why));
    }
  }

  private static int largest(Collection<Integer> values) {
    return values.stream().max(Integer::compare).orElse(0);
  }

  private void check(String key, String what, long one, long other) {
    if (isTooMuch(one, other)) {
      refuse(key, tooMuch(what, one, other));
    }
  }

  /** Returns whether an array holds as many. */
  private boolean checkData(String key, String what, long one, long other) {
    boolean tooMuch = isTooMuch(one, other);
    if (tooMuch && blamed.add("data." + key)) {
      data.problem(key, new InvalidValueException("", tooMuch(what, one, other)));
    }
    return !tooMuch;
  }

  private static boolean isTooMuch(long one, long other) {
    return one > 0 && other > MOST / one;
  }

  private static String tooMuch(String what, long one, long other) {
    return String.format(Locale.ROOT, what + ": more than %s numbers", one, other, MOST);
  }

  private void refuse(String key, String why) {
    if (blamed.add(key)) {
      grid.problem(key, new InvalidValueException("", why));
    }
  }
}
