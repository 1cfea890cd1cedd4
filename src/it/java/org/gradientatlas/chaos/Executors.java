package org.gradientatlas.chaos;

import java.io.IOException;
import java.util.List;

/** Where the executors of a job are processes of their own. */
interface Executors {
  /** Those that live. */
  List<ProcessHandle> executors() throws IOException;
}
