package org.gradientatlas.theory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;

/**
 * Forecasts for very many networks. Networks that differ only in depth share one recursion, since
 * their layers are the same as far as they go; networks with the same activation share its
 * expectations. Memory is bounded. Not thread-safe.
 */
public final class Outlooks {
  private static final int ACTIVATIONS = 256;
  private static final int NETWORKS = 10_000;

  private final Map<Variant<Activation>, Expectations> expectations = kept(ACTIVATIONS);
  private final Map<RandomNetwork, DeltaProfile> profiles = kept(NETWORKS);
  private final Map<RandomRecurrence, Outlook> recurrences = kept(NETWORKS);
  private final Map<RandomBlocks, Outlook> blocks = kept(NETWORKS);

  /** The forecast for a network. */
  public Outlook of(Theory theory) {
    if (theory instanceof RandomNetwork network) {
      return of(network);
    }
    if (theory instanceof RandomRecurrence recurrence) {
      return recurrences.computeIfAbsent(recurrence, Outlooks::outlook);
    }
    if (theory instanceof RandomBlocks blocks) {
      return this.blocks.computeIfAbsent(blocks, Outlooks::outlook);
    }
    return new Outlook(Forecast.UNKNOWN, Double.NaN, theory.gap());
  }

  private static Outlook outlook(RandomRecurrence recurrence) {
    String gap = recurrence.gap();
    if (!gap.isEmpty()) {
      return new Outlook(Forecast.UNKNOWN, Double.NaN, gap);
    }
    double decades = recurrence.decades();
    return new Outlook(Forecast.of(decades / (recurrence.timeSteps() - 1), decades), decades, "");
  }

  private static Outlook outlook(RandomBlocks network) {
    Prediction prediction = network.predict();
    return prediction.known()
        ? new Outlook(prediction.forecast(), prediction.log10Growth(), "")
        : new Outlook(Forecast.UNKNOWN, Double.NaN, network.gap());
  }

  private Outlook of(RandomNetwork network) {
    String gap = network.gap();
    return gap.isEmpty()
        ? profile(network).at(network.depth())
        : new Outlook(Forecast.UNKNOWN, Double.NaN, gap);
  }

  private DeltaProfile profile(RandomNetwork network) {
    boolean apart = network.residual().type() == Residual.DEPTH_SCALED;
    RandomNetwork key = apart ? network : network.withDepth(1);
    DeltaProfile known = profiles.get(key);
    if (known != null && known.depth() >= network.depth()) {
      return known;
    }
    // Depths usually ascend: compute ahead for the next ones.
    int depth = apart || known == null ? network.depth() : 2 * network.depth();
    DeltaProfile profile =
        DeltaProfile.of(network.withDepth(depth), expectations(network.activation()));
    profiles.put(key, profile);
    return profile;
  }

  private Expectations expectations(Variant<Activation> activation) {
    return expectations.computeIfAbsent(activation, phi -> new Interpolated(Expectations.of(phi)));
  }

  /** log10 of delta_rms of hidden layers, up to a constant. */
  private record DeltaProfile(List<Double> log10Delta, Map<Integer, Outlook> known) {
    static DeltaProfile of(RandomNetwork network, Expectations phi) {
      List<Double> hidden =
          new Recursion(network, phi).log10DeltaRmsRatio().subList(0, network.depth());
      return new DeltaProfile(hidden, new HashMap<>());
    }

    int depth() {
      return log10Delta.size();
    }

    Outlook at(int depth) {
      return known.computeIfAbsent(depth, this::outlook);
    }

    private Outlook outlook(int depth) {
      double slope = -SlopeFit.of(depth).slope(log10Delta);
      double decades = log10Delta.get(0) - log10Delta.get(depth - 1);
      return new Outlook(Forecast.of(slope, decades), decades, "");
    }
  }

  private static <K, V> Map<K, V> kept(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }
}
