package org.gradientatlas.study;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.architecture.Architecture;
import org.gradientatlas.axis.architecture.Convolution;
import org.gradientatlas.axis.architecture.Dense;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.axis.architecture.Transformer;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.SequenceSpec;

/**
 * Says what is odd about a block, though it can run.
 *
 * @param jacobianExamples examples whose Jacobians the probe is to measure
 */
record BlockNotes(Axes axes, int jacobianExamples) {
  /** Bytes of attention weights in one network that are worth a word. */
  private static final double MUCH = 4e9;

  /** One sentence each. */
  List<String> lines() {
    return Stream.of(noise(), jacobians(), truncation(), attention(), places())
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> noise() {
    boolean trains = axes.training().steps().values().stream().anyMatch(steps -> steps > 0);
    boolean noise =
        axes.data().values().stream().anyMatch(d -> d.spec() instanceof SequenceSpec.Noise);
    return trains && noise
        ? Optional.of(
            "data.type = sequence is noise for probes: its inputs do not tell its labels, and"
                + " networks can only learn these by heart. adding and copying are tasks to learn.")
        : Optional.empty();
  }

  private Optional<String> jacobians() {
    return jacobianExamples > 0 && architectures().anyMatch(a -> a != Dense.STACK)
        ? Optional.of(
            "training.jacobian-examples measures dense networks; others have no jacobian_sv_mean.")
        : Optional.empty();
  }

  /** Networks that a truncation leaves as they are, beside those that it cuts. */
  private Optional<String> truncation() {
    return firstOf(
        Recurrent.class,
        recurrent ->
            shapes(InputShape.Sequence.class)
                .map(InputShape.Sequence::timeSteps)
                .filter(steps -> recurrent.truncation() > 0 && recurrent.truncation() >= steps)
                .findFirst()
                .map(
                    steps ->
                        "%s cuts nothing of %d time steps: these trials are those of truncation = 0."
                            .formatted(recurrent.label(), steps)));
  }

  /** Each block keeps what every token gives to every other, for each example and head. */
  private Optional<String> attention() {
    int depth = Collections.max(axes.network().depth().values());
    int batch = Collections.max(axes.descent().batchSize().values());
    Precision precision = Collections.max(axes.training().precision().values());
    int bytes = precision == Precision.FLOAT64 ? Double.BYTES : Float.BYTES;
    int steps = shapes(InputShape.Sequence.class).mapToInt(s -> s.timeSteps()).max().orElse(0);
    int heads =
        architectures()
            .filter(Transformer.class::isInstance)
            .mapToInt(a -> ((Transformer) a).heads())
            .max()
            .orElse(0);
    double size = (double) depth * batch * heads * steps * steps * bytes;
    return size > MUCH
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "a transformer of depth %d with heads = %d, batch-size = %d and %d time steps keeps"
                    + " %.1f GB of attention weights in memory: depth x batch-size x heads x time"
                    + " steps^2 x %d bytes. Lower one of them if a machine has less for each trial.",
                depth,
                heads,
                batch,
                steps,
                size / 1e9,
                bytes))
        : Optional.empty();
  }

  /** Convolutions of which half the layers or more read a single place. */
  private Optional<String> places() {
    int depth = Collections.max(axes.network().depth().values());
    return firstOf(
        Convolution.class,
        convolution ->
            shapes(InputShape.class)
                .filter(shape -> convolution.refusal(shape).isEmpty())
                .map(convolution::places)
                .filter(image -> 2 * layersToOnePlace(convolution, image) <= depth)
                .findFirst()
                .map(image -> shrunk(convolution, image, depth)));
  }

  private static String shrunk(Convolution convolution, InputShape.Image image, int depth) {
    int layers = layersToOnePlace(convolution, image);
    String places =
        layers == 0
            ? "the data has one place; all layers"
            : "%d x %d places are one from layer %d on; the layers above"
                .formatted(image.height(), image.width(), layers);
    return "%s at depth %d: %s read it alone, as dense layers do."
        .formatted(convolution.label(), depth, places);
  }

  private static int layersToOnePlace(Convolution convolution, InputShape.Image image) {
    InputShape.Image left = image;
    int layers = 0;
    while (left.height() * left.width() > 1) {
      InputShape.Image above = convolution.above(left, 1);
      if (above.height() == left.height() && above.width() == left.width()) {
        return Integer.MAX_VALUE / 2; // stride 1
      }
      left = above;
      layers++;
    }
    return layers;
  }

  private <T extends Architecture> Optional<String> firstOf(
      Class<T> kind, Function<T, Optional<String>> note) {
    return architectures()
        .filter(kind::isInstance)
        .map(kind::cast)
        .flatMap(architecture -> note.apply(architecture).stream())
        .findFirst();
  }

  private Stream<Architecture> architectures() {
    return axes.network().architecture().values().stream();
  }

  /** The shapes of examples that are of a kind, where the study says their size. */
  private <S extends InputShape> Stream<S> shapes(Class<S> kind) {
    return axes.data().values().stream()
        .filter(value -> isKnown(value.spec()))
        .map(value -> value.spec().shape())
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  /** A table's time steps are in the study; the sizes of images and rows are in files. */
  private static boolean isKnown(DataSpec spec) {
    return spec instanceof DataSpec.Synthetic
        || (spec instanceof DataSpec.Table && spec.shape() instanceof InputShape.Sequence);
  }
}
