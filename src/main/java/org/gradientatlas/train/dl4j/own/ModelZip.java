package org.gradientatlas.train.dl4j.own;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.train.ModelFile;

/**
 * The zip that Deeplearning4j's ModelSerializer writes. It is read from memory, with bounds on what
 * it may unpack to; nothing is written to disk.
 *
 * @param name for messages
 */
@SuppressWarnings("ArrayRecordComponent")
record ModelZip(String name, byte[] bytes) {
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final int MOST_ENTRIES = 16;

  /** Bytes of the record that ends a zip, without its comment. */
  private static final int END = 22;

  private static final int MOST_COMMENT = 0xffff;

  /** Bytes of the entries that are passed over, such as the state of an updater. */
  private static final long MOST_UNREAD = 256L << 20;

  ModelFile read(String digest) {
    if (!hasEnd()) {
      throw new InvalidDataException(name + " is damaged: it ends early");
    }
    byte[] json = configuration();
    ModelFile bare = ModelReader.of(name, json, new double[0], digest);
    long parameters = OwnGraph.parameters(bare);
    return new ModelFile(
        name,
        bare.configuration(),
        bare.graph(),
        coefficients(Math.toIntExact(parameters)),
        digest);
  }

  /** Whether the record that ends a zip is there, with nothing behind it but its comment. */
  private boolean hasEnd() {
    for (int at = bytes.length - END; at >= Math.max(0, bytes.length - END - MOST_COMMENT); at--) {
      boolean signed =
          bytes[at] == 'P' && bytes[at + 1] == 'K' && bytes[at + 2] == 5 && bytes[at + 3] == 6;
      int comment = (bytes[at + 20] & 0xff) | (bytes[at + 21] & 0xff) << 8;
      if (signed && at + END + comment == bytes.length) {
        return true;
      }
    }
    return false;
  }

  private byte[] configuration() {
    return entry(
        CONFIGURATION,
        in -> {
          byte[] json = in.readNBytes(ModelJson.MOST + 1);
          if (json.length > ModelJson.MOST) {
            throw new InvalidDataException(
                name + ": " + CONFIGURATION + " unpacks to more than 16 MiB");
          }
          return json;
        });
  }

  private double[] coefficients(int parameters) {
    return entry(
        COEFFICIENTS, in -> new Coefficients(name, new DataInputStream(in)).read(parameters));
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  private <T> T entry(String wanted, Reader<T> reader) {
    var seen = new HashSet<String>();
    T found = null;
    long unread = 0;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        check(entry.getName(), seen);
        if (entry.getName().equals(wanted)) {
          found = reader.read(zip);
        }
        unread += skip(zip, MOST_UNREAD - unread);
      }
    } catch (EOFException | ZipException e) {
      throw new InvalidDataException("%s is damaged: %s".formatted(name, reason(e)));
    } catch (IOException | IllegalArgumentException e) {
      if (e instanceof InvalidDataException told) {
        throw told;
      }
      throw new InvalidDataException("%s cannot be unpacked: %s".formatted(name, reason(e)));
    }
    if (found == null && seen.contains("model.weights.h5")) {
      throw new InvalidDataException(
          name + " is Keras's own zip: save the model as HDF5, model.save(\"model.h5\")");
    }
    if (found == null) {
      throw new InvalidDataException(
          "%s is no model that Deeplearning4j saved: it holds no %s".formatted(name, wanted));
    }
    return found;
  }

  private void check(String entry, Set<String> seen) {
    if (entry.indexOf('/') >= 0 || entry.indexOf('\\') >= 0 || entry.contains("..")) {
      throw new InvalidDataException(
          "%s holds %s: the files of a model lie in no folder".formatted(name, entry));
    }
    if (!seen.add(entry)) {
      throw new InvalidDataException("%s holds %s twice".formatted(name, entry));
    }
    if (seen.size() > MOST_ENTRIES) {
      throw new InvalidDataException(
          "%s holds more than %d files, the most that a model may".formatted(name, MOST_ENTRIES));
    }
  }

  private long skip(InputStream in, long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long skipped = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      skipped += n;
      if (skipped > most) {
        throw new InvalidDataException(
            name + " unpacks to more than 256 MiB beside its configuration and parameters");
      }
    }
    return skipped;
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? "it ends early" : String.valueOf(e.getMessage());
  }
}
