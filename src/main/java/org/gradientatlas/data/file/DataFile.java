package org.gradientatlas.data.file;

import java.io.IOException;
import java.io.InputStream;

/** One file of a data set. */
public interface DataFile {
  /** Its path for messages. */
  String name();

  /** Opens it from its start. The content is plain: whoever opens it decompresses it. */
  InputStream open() throws IOException;
}
