package org.gradientatlas.train.dl4j.own;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.train.ModelFile;
import org.gradientatlas.train.dl4j.own.keras.KerasContent;
import org.gradientatlas.train.dl4j.own.keras.KerasModel;
import org.gradientatlas.train.dl4j.own.keras.KerasParser;
import org.gradientatlas.train.dl4j.own.keras.KerasStore;

/**
 * The HDF5 file that Keras's model.save writes. What it says is checked before Deeplearning4j's
 * import sees a layer of it, and the network that comes out is checked as any other model is.
 *
 * @param name for messages
 */
@SuppressWarnings("ArrayRecordComponent")
record KerasFile(String name, byte[] bytes) {
  /** For the parser, which a file that refers to itself could send in circles. */
  private static final int MOST_SECONDS = 60;

  ModelFile read(String digest) {
    KerasContent content = content();
    JsonNode configuration =
        ModelJson.parse(
            name + ": model_config", content.configuration().getBytes(StandardCharsets.UTF_8));
    KerasModel model = KerasParser.parse(name, configuration, content);
    KerasImport imported = KerasImport.of(name, model);
    byte[] json = imported.json();
    ModelFile bare = ModelReader.of(name, json, new double[0], digest);
    double[] parameters = new KerasWeights(name, content, imported).of(OwnGraph.of(bare));
    return new ModelFile(name, bare.configuration(), bare.graph(), parameters, digest);
  }

  private KerasContent content() {
    try {
      return CompletableFuture.supplyAsync(
              () -> KerasStore.read(name, bytes, OwnGraph.MOST_PARAMETERS))
          .get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new InvalidDataException(
          "%s is damaged: it cannot be read in %d s".formatted(name, MOST_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading " + name, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InvalidDataException told) {
        throw told;
      }
      throw new InvalidDataException(
          "%s is damaged: %s".formatted(name, Reason.of(e, "it ends early")));
    }
  }
}
