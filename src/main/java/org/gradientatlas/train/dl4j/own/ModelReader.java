package org.gradientatlas.train.dl4j.own;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.train.ModelFile;

/**
 * Reads a model: the JSON of its configuration, the zip that Deeplearning4j saves, or the HDF5 file
 * that Keras saves.
 */
public final class ModelReader {
  /** Bytes of a file. */
  private static final int MOST = 256 << 20;

  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F'};
  private static final double[] NONE = {};

  private ModelReader() {}

  /**
   * Reads a file from its start.
   *
   * @param name for messages
   * @throws InvalidDataException naming every problem; nothing of the file has been instantiated
   *     before all its class names are checked
   */
  public static ModelFile read(String name, InputStream in) throws IOException {
    MessageDigest sha = sha256();
    byte[] bytes = new DigestInputStream(in, sha).readNBytes(MOST + 1);
    if (bytes.length > MOST) {
      throw new InvalidDataException(name + " has more than 256 MiB, the most that a model may");
    }
    String digest = HexFormat.of().formatHex(sha.digest());
    if (startsWith(bytes, HDF5)) {
      return new KerasFile(name, bytes).read(digest);
    }
    if (startsWith(bytes, new byte[] {'P', 'K'})) {
      return new ModelZip(name, bytes).read(digest);
    }
    ModelJson.checkEncoding(name, bytes);
    int first = 0;
    while (first < bytes.length && Character.isWhitespace(bytes[first])) {
      first++;
    }
    if (first == bytes.length || bytes[first] != '{') {
      throw new InvalidDataException(
          name
              + " is no model: it must be a zip that Deeplearning4j saved, JSON, or an .h5 file of"
              + " Keras");
    }
    return of(name, bytes, NONE, digest);
  }

  static ModelFile of(String name, byte[] json, double[] parameters, String digest) {
    JsonNode tree = checked(name, json);
    return new ModelFile(name, ModelJson.text(tree), tree.has("vertices"), parameters, digest);
  }

  private static JsonNode checked(String name, byte[] json) {
    JsonNode tree = ModelJson.parse(name, json);
    if (!tree.path("confs").isArray() && !tree.path("vertices").isObject()) {
      throw new InvalidDataException(
          name
              + " is no configuration: a MultiLayerNetwork has confs, and a ComputationGraph"
              + " vertices");
    }
    var problems = new ArrayList<>(ModelCheck.problems(name, tree));
    problems.addAll(ModelStructure.problems(name, tree));
    if (!problems.isEmpty()) {
      throw new InvalidDataException(problems);
    }
    return tree;
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length && Arrays.equals(Arrays.copyOf(bytes, magic.length), magic);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
