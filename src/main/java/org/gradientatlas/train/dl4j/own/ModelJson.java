package org.gradientatlas.train.dl4j.own;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gradientatlas.data.InvalidDataException;

/**
 * JSON as a tree of texts and numbers: strict, without repeated keys, of bounded size and depth.
 */
final class ModelJson {
  /** Bytes. */
  static final int MOST = 16 << 20;

  private static final int DEEPEST = 64;

  private static final ObjectMapper STRICT =
      new ObjectMapper(new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ModelJson() {}

  /**
   * Parses the bytes of a file.
   *
   * @param name of the file, for messages
   */
  static JsonNode parse(String name, byte[] bytes) {
    if (bytes.length > MOST) {
      throw new InvalidDataException(name + " has more than 16 MiB of configuration");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      checkDepth(name, text);
      return STRICT.readTree(text);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String where = at == null ? "" : " (line %d)".formatted(at.getLineNr());
      throw new InvalidDataException(
          "%s is no JSON%s: %s".formatted(name, where, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException(e); // there is no file behind it
    }
  }

  /** The tree again as text, so that no other parser can read anything else in it. */
  static String text(JsonNode tree) {
    try {
      return STRICT.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a tree can be written
    }
  }

  private static void checkDepth(String name, String text) throws IOException {
    int depth = 0;
    try (JsonParser parser = STRICT.getFactory().createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > DEEPEST) {
          throw new InvalidDataException(
              "%s nests its JSON deeper than %d levels".formatted(name, DEEPEST));
        }
      }
    }
  }
}
