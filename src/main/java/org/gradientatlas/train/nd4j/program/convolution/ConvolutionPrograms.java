package org.gradientatlas.train.nd4j.program.convolution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.axis.architecture.Convolution;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.train.nd4j.program.Program;
import org.gradientatlas.train.nd4j.program.ProgramInput;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Site;
import org.gradientatlas.train.nd4j.program.Summation;
import org.gradientatlas.train.nd4j.program.Workshop;

/** Compiles convolutional networks. Rows of a signal are the places of the first example first. */
public final class ConvolutionPrograms {
  private final Workshop workshop;
  private final Convolution shape;

  /** By the shapes below and above. */
  private final Map<List<InputShape.Image>, Stencil> stencils = new HashMap<>();

  private ConvolutionPrograms(Workshop workshop, Convolution shape) {
    this.workshop = workshop;
    this.shape = shape;
  }

  public static Program of(Workshop workshop, Convolution shape) {
    return new ConvolutionPrograms(workshop, shape).program();
  }

  private Program program() {
    int batch = workshop.batch();
    InputShape.Image image = shape.places(workshop.shape);
    int places = places(image);
    Signal signal = workshop.signal(batch * places, image.channels());
    var input = new ProgramInput(signal.values, batch, places, false);
    Signal below = signal;
    for (Site site : workshop.sites.subList(0, workshop.sites.size() - 1)) {
      InputShape.Image above = shape.above(image, site.tensor("W").site().columns());
      below = layer(site, below, below == signal, image, above);
      image = above;
    }
    return workshop.finish(input, workshop.output(readout(below, image)));
  }

  private Signal layer(
      Site site, Signal below, boolean first, InputShape.Image image, InputShape.Image above) {
    Stencil stencil =
        stencils.computeIfAbsent(
            List.of(image, above), shapes -> new Stencil(workshop, shape, image, above));
    int batch = workshop.batch();
    var sum =
        new Summation(
            workshop,
            batch * places(above),
            site.tensor("W"),
            site.find("b"),
            workshop.activation(),
            (sums, deltas) ->
                new KernelProducts(stencil, below, site.tensor("W"), sums, deltas, batch, first));
    return workshop.then(sum).output();
  }

  private Signal readout(Signal places, InputShape.Image image) {
    if (shape.average()) {
      return workshop.then(new PlaceAverage(workshop, places)).output();
    }
    int batch = workshop.batch();
    return workshop.signal(
        places.values.reshaped(batch, image.size()), places.gradient.reshaped(batch, image.size()));
  }

  private static int places(InputShape.Image image) {
    return image.height() * image.width();
  }
}
