package org.gradientatlas.table.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TablesDocTest {
  private static final Path PAGE = Path.of("docs/reference/tables.md");

  /** With -Ddocs.write=true (scripts/docs) it writes the page instead. */
  @Test
  void thePageSaysWhatTheSchemasSay() throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, TablesDoc.page());
    }
    assertThat(Files.readString(PAGE)).as("run scripts/docs").isEqualTo(TablesDoc.page());
  }
}
