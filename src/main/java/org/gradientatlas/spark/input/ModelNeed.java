package org.gradientatlas.spark.input;

import java.util.Optional;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.study.Trial;

/** What a trial with a network of the user's asks of its file. */
public record ModelNeed(OwnModel model, DataSpec data, Loss loss, int depth, int width) {
  /** Of a trial; empty if its network is ours. */
  public static Optional<ModelNeed> of(Trial trial) {
    return trial.network().architecture() instanceof OwnModel own
        ? Optional.of(
            new ModelNeed(
                own,
                trial.data(),
                trial.descent().loss(),
                trial.network().depth(),
                trial.network().width()))
        : Optional.empty();
  }
}
