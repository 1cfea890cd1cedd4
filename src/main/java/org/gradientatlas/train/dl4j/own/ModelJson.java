package org.gradientatlas.train.dl4j.own;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
    String text = decoded(name, bytes);
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

  /**
   * Its text.
   *
   * @throws InvalidDataException unless its encoding is UTF-8, without a byte order mark
   */
  private static String decoded(String name, byte[] bytes) {
    checkEncoding(name, bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw encoding(name, "is not UTF-8");
    }
  }

  /** Refuses the marks and the zeros of other encodings. */
  static void checkEncoding(String name, byte[] bytes) {
    int first = bytes.length > 1 ? bytes[0] & 0xff : -1;
    int second = bytes.length > 1 ? bytes[1] & 0xff : -1;
    if (first == 0xef && second == 0xbb) {
      throw encoding(name, "begins with a byte order mark");
    }
    boolean marked = (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
    if (marked || (first == '{' && second == 0) || (first == 0 && second == '{')) {
      throw encoding(name, "is UTF-16");
    }
  }

  private static InvalidDataException encoding(String name, String what) {
    return new InvalidDataException(
        "%s %s: the encoding of JSON must be UTF-8 without a byte order mark"
            .formatted(name, what));
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
