package org.gradientatlas.report.text;

import java.io.PrintWriter;
import java.io.Writer;

/** Where commands print: all text is shown as {@link TerminalText}, but for colours of our own. */
public final class TerminalWriter extends PrintWriter {
  public TerminalWriter(Writer terminal) {
    super(terminal, true);
  }

  /**
   * Prints a text with colours in it.
   *
   * @param text whose parts from elsewhere are visible already
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
