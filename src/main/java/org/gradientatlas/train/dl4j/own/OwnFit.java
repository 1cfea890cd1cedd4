package org.gradientatlas.train.dl4j.own;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.InvalidDataException;

/** Finds how a network reads examples of a shape, by passing their sizes from layer to layer. */
public final class OwnFit {
  /** Numbers that a layer may make of one example. */
  private static final long MOST_NUMBERS = 1 << 24;

  private final OwnGraph graph;

  public OwnFit(OwnGraph graph) {
    this.graph = graph;
  }

  /**
   * How the network reads examples.
   *
   * @param outputs numbers in each target
   * @throws InvalidDataException if it cannot: what it wants, and what it gets
   */
  public Layout layout(InputShape shape, int outputs) {
    Walk best = null;
    for (Layout.Typed typed : Layout.of(shape)) {
      var walk = new Walk(typed.type());
      if (walk.problem.isEmpty()) {
        long given = Sizes.count(walk.last);
        if (given != outputs) {
          throw new InvalidDataException(
              "%s gives %d outputs, and the data asks for %d"
                  .formatted(graph.name(), given, outputs));
        }
        return typed.layout();
      }
      best = best == null || walk.score() >= best.score() ? walk : best;
    }
    throw new InvalidDataException(
        "%s does not take the data, %s: %s"
            .formatted(graph.name(), shape.words(), best == null ? "" : best.problem));
  }

  /** What becomes of one example. */
  private final class Walk {
    private final Map<String, InputType> types = new HashMap<>();
    private InputType last;
    private String problem = "";
    private int passed;
    private boolean ofKind;

    Walk(InputType input) {
      last = input;
      types.put(graph.input(), input);
      for (OwnGraph.Node node : graph.nodes()) {
        try {
          last = pass(node);
        } catch (InvalidDataException e) {
          problem = String.valueOf(e.getMessage());
          ofKind = true;
        } catch (RuntimeException e) {
          problem = node.name() + " takes no " + text(given(node)) + ", which it gets";
        }
        if (!problem.isEmpty()) {
          return;
        }
        types.put(node.name(), last);
        passed++;
      }
    }

    /** How near it came: a layer that wants another number is nearer than one of another kind. */
    int score() {
      return 2 * passed + (ofKind ? 1 : 0);
    }

    private InputType pass(OwnGraph.Node node) {
      InputType[] below = node.inputs().stream().map(this::type).toArray(InputType[]::new);
      if (!(node.vertex() instanceof LayerVertex of)) {
        return checked(
            node, Sizes.withTimeSteps(node.vertex().getOutputType(passed, below), below[0]));
      }
      InputType input = Sizes.after(of.getPreProcessor(), below[0]);
      InputType output = Sizes.after(of.getLayerConf().getLayer(), passed, input);
      checkInputs(node, input);
      return checked(node, Sizes.withTimeSteps(output, input));
    }

    private InputType type(String name) {
      return java.util.Objects.requireNonNull(types.get(name), name);
    }

    private InputType given(OwnGraph.Node node) {
      return type(node.inputs().get(0));
    }

    private void checkInputs(OwnGraph.Node node, InputType input) {
      for (Layer layer : InnerLayers.of(node.layer())) {
        if (layer instanceof FeedForwardLayer sums
            && sums.getNIn() > 0
            && sums.getNIn() != Sizes.count(input)) {
          throw new InvalidDataException(
              "%s takes %d numbers%s, and gets %d"
                  .formatted(
                      node.name(),
                      sums.getNIn(),
                      input.getType() == InputType.Type.CNN ? " a place" : "",
                      Sizes.count(input)));
        }
      }
    }

    private InputType checked(OwnGraph.Node node, InputType type) {
      if (type instanceof InputType.InputTypeConvolutional image
          && (image.getHeight() < 1 || image.getWidth() < 1)) {
        throw new InvalidDataException(
            "%s makes images of %d x %d: its kernel is wider than what it reads"
                .formatted(node.name(), image.getHeight(), image.getWidth()));
      }
      long numbers = Sizes.isEndless(type) ? Sizes.count(type) : type.arrayElementsPerExample();
      if (numbers < 1 || numbers > MOST_NUMBERS) {
        throw new InvalidDataException(
            "%s makes %d numbers of an example, and must make 1 to %d"
                .formatted(node.name(), numbers, MOST_NUMBERS));
      }
      return type;
    }
  }

  private static String text(InputType type) {
    return switch (type.getType()) {
      case CNN -> "image";
      case RNN -> "sequence";
      default -> "plain list of numbers";
    };
  }

  /**
   * What a study must say of the network, so that its columns are true.
   *
   * @return the problems, one sentence each
   */
  public List<String> problems(int depth, int width) {
    int layers = graph.learned().size();
    long widest =
        graph.learned().subList(0, layers - 1).stream().mapToLong(this::units).max().orElse(1);
    var problems = new ArrayList<String>();
    if (depth != layers - 1 || width != widest) {
      problems.add(
          ("%s has %d hidden layer%s with parameters, the widest of %d units or channels: its block"
                  + " of grid must have depth = %d and width = %d, not %d and %d")
              .formatted(
                  graph.name(),
                  layers - 1,
                  layers == 2 ? "" : "s",
                  widest,
                  layers - 1,
                  widest,
                  depth,
                  width));
    }
    return problems;
  }

  private long units(OwnGraph.Node node) {
    return InnerLayers.of(node.layer()).stream()
        .filter(FeedForwardLayer.class::isInstance)
        .mapToLong(layer -> ((FeedForwardLayer) layer).getNOut())
        .max()
        .orElse(1);
  }
}
