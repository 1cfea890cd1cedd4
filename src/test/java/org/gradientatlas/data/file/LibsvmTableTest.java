package org.gradientatlas.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.gradientatlas.data.DataSpec.Format;
import org.gradientatlas.data.Drawn;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.RawData;
import org.gradientatlas.data.Targets;
import org.junit.jupiter.api.Test;

/** What is refused is in src/test/resources/bad-input/data/libsvm.txt. */
class LibsvmTableTest {
  private static RawData read(boolean classes, String... texts) throws IOException {
    var table = new LibsvmTable(InMemory.table(Format.LIBSVM, classes));
    for (String text : texts) {
      table.read(InMemory.of("x.svm", text));
    }
    return table.data().raw();
  }

  @Test
  void indicesCountFromOne() throws IOException {
    RawData data = read(true, "1 1:0.5\t3:2\n\n0 2:-1 # the second\n# none\n+2 3:6e0\r\n");
    assertThat(data.width()).isEqualTo(3);
    assertThat(Drawn.features(data)).containsExactly(0.5f, 0, 2, 0, -1, 0, 0, 0, 6);
    assertThat(Drawn.targets(data.targets())).containsExactly(0, 1, 0, 1, 0, 0, 0, 0, 1);
  }

  @Test
  void orFromZeroIfOneIsZero() throws IOException {
    assertThat(Drawn.features(read(true, "1 1:5\n", "0 0:7\n"))).containsExactly(0, 5, 7, 0);
  }

  @Test
  void minusOneAndPlusOneAreTwoClasses() throws IOException {
    RawData data = read(true, "+1 0:5\n-1 1:7\n1 0:1\n");
    assertThat(((Targets.Classes) data.targets()).labels()).containsExactly(1, 0, 1);
    assertThat(data.targets().width()).isEqualTo(2);
  }

  @Test
  void anExampleMayHaveNoFeatureButZero() throws IOException {
    assertThat(Drawn.features(read(false, "0.25\n-3 2:1\n"))).containsExactly(0, 0, 0, 1);
  }

  @Test
  void looksAtTheHeapBeforeItTakesMemory() {
    assertThatThrownBy(() -> read(true, "0 1:1\n1 1:2 1000000000:1\n"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "x needs another 8,000 MB, more than the heap has left; give the process more with --"
                + " --driver-memory 12g, or take less");
  }
}
