package org.gradientatlas.cli;

import java.io.PrintWriter;
import java.io.Writer;
import org.gradientatlas.report.text.TerminalText;

/** Where commands print: all text is shown as {@link TerminalText}, but for colours of our own. */
final class VisibleWriter extends PrintWriter {
  VisibleWriter(Writer terminal) {
    super(terminal, true);
  }

  /**
   * Prints a text with colours in it.
   *
   * @param text whose parts from elsewhere are visible already
   */
  static void printColoured(PrintWriter out, String text) {
    if (out instanceof VisibleWriter visible) {
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
