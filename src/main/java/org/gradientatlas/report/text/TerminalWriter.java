package org.gradientatlas.report.text;

import java.io.PrintWriter;
import java.io.Writer;

/** The output of commands: escapes all text by {@link TerminalText}, except our own colours. */
public final class TerminalWriter extends PrintWriter {
  public TerminalWriter(Writer terminal) {
    super(terminal, true);
  }

  /**
   * Prints a text that contains colours.
   *
   * @param text with all foreign parts already escaped
   */
  public static void printColoured(PrintWriter out, String text) {
    if (out instanceof TerminalWriter visible) {
      visible.raw(text);
    } else {
      out.print(text);
    }
  }

  private void raw(String text) {
    super.write(text, 0, text.length());
  }

  @Override
  public void write(int c) {
    raw(TerminalText.text(Character.toString((char) c)));
  }

  @Override
  public void write(char[] text, int offset, int length) {
    raw(TerminalText.text(new String(text, offset, length)));
  }

  @Override
  public void write(String text, int offset, int length) {
    raw(TerminalText.text(text.substring(offset, offset + length)));
  }
}
