package org.gradientatlas.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What fails in each way that no input provokes, among the real commands. */
@Command(name = "fail")
public final class FailingCommand implements Callable<Integer> {
  /** Ways to fail. */
  enum Way {
    MISTAKE,
    DISK,
    INTERRUPT,
    STACK,
    HEAP
  }

  @Parameters private Way way = Way.MISTAKE;

  public static void main(String[] arguments) {
    System.exit(Main.commandLine().addSubcommand("fail", new FailingCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    switch (way) {
      case MISTAKE -> throw new IllegalStateException("a mistake of ours");
      case DISK -> throw new IOException("No space left on device");
      case INTERRUPT -> throw new InterruptedException();
      case STACK -> deeper(1);
      case HEAP -> System.err.println(new long[Integer.MAX_VALUE - 8].length);
    }
    return 0;
  }

  private static int deeper(int depth) {
    return depth < 0 ? 0 : 1 + deeper(depth + 1);
  }
}
