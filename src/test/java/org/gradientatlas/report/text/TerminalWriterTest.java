package org.gradientatlas.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradientatlas.cli.Main;
import org.gradientatlas.cli.answer.TableAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalWriterTest {
  /** Sets the window's title, erases the screen, and turns the direction of what follows. */
  private static final String HOSTILE = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp";

  @TempDir Path directory;

  @Test
  void controlCharactersAreSpelledOut() {
    assertThat(TerminalText.text(HOSTILE))
        .isEqualTo("\\u001b]0;owned\\u0007\\u001b[2J\\u009b31m\\u202egnp");
    assertThat(TerminalText.text("a\rb\r\nc\td")).isEqualTo("a\\u000db\r\nc\td");
    String plain = "Größe 学習 ▁▂█ \uD83D\uDE00 \\u001b\n";
    assertThat(TerminalText.text(plain)).isEqualTo(plain);
  }

  @Test
  void everyWayToPrintEscapes() {
    var terminal = new StringWriter();
    var out = new TerminalWriter(terminal);
    out.print("\u001b");
    out.println('\u001b');
    out.printf("%s%c", "\u001b", '\u001b');
    out.append("\u001b").append('\u001b');
    out.write("x\u001bx", 1, 1);
    out.write(new char[] {'\u001b'});
    out.flush();
    assertThat(terminal.toString()).doesNotContain("\u001b");
    assertThat(terminal.toString().split("u001b", -1)).hasSize(9);
    TerminalWriter.printColoured(out, new Paint(true, true).in("#0087d7", "ours"));
    assertThat(terminal.toString()).endsWith("\u001b[38;5;32mours\u001b[0m");
  }

  @Test
  void cellsOfTablesStayOnTheirLine() {
    var text = new StringWriter();
    var out = new TableAnswer(new PrintWriter(text), 9);
    out.columns(List.of("error_message"));
    out.row(List.of("a\u001b[2K\nforged row"));
    out.close();
    assertThat(text.toString()).contains("a\\u001b[2K\\nforged row").doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "study.name = \"%s\"",
        "\"%s\" = 1",
        "grid.depth = \"%s\"",
        "grid.activation = [\"%s\"]",
        "exclude = [\"%s\"]",
        "data.type = \"%s\"",
        "include \"%s\"",
        "a = ${\"%s\"}",
      })
  void problemsOfHostileStudiesAreShownAsText(String line) throws IOException {
    Path study = directory.resolve("study.conf");
    Files.writeString(study, line.formatted(TerminalText.text(HOSTILE)));
    var shown = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.commandLine().execute("plan", study.toString())).isEqualTo(2);
    } finally {
      System.setErr(before);
    }
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("\\u001b[2J")
        .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e");
  }
}
