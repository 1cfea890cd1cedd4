package org.gradientatlas.report.page;

import java.util.List;
import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.measure.FittedLayers;
import org.gradientatlas.report.page.Series.Metric;

/**
 * Where the numbers of a network's profiles stand.
 *
 * @param over what the profile goes over
 * @param layers the layers shown, output layer last
 * @param timeSteps the time steps shown, the last one last; none unless the profile goes over them
 */
public record ProfilePlaces(Profile over, List<Integer> layers, List<Integer> timeSteps) {
  /** Copies the lists. */
  public ProfilePlaces {
    layers = List.copyOf(layers);
    timeSteps = List.copyOf(timeSteps);
  }

  /** Of a network that has one delta for each layer. */
  static ProfilePlaces ofLayers(List<Integer> layers) {
    return new ProfilePlaces(Profile.LAYERS, layers, List.of());
  }

  /** Whether a quantity has a value for each time step. */
  public boolean areTimeSteps(Metric metric) {
    return over == Profile.TIME_STEPS && metric.timed();
  }

  /** The layers or time steps of a quantity. */
  List<Integer> of(Metric metric) {
    return areTimeSteps(metric) ? timeSteps : layers;
  }

  /** What a slope is fitted to. */
  FittedLayers fitted() {
    return over == Profile.TIME_STEPS
        ? FittedLayers.of(last(timeSteps))
        : FittedLayers.of(last(layers) - 1);
  }

  private static int last(List<Integer> places) {
    return places.get(places.size() - 1);
  }
}
