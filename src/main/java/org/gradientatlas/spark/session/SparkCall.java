package org.gradientatlas.spark.session;

/**
 * Runs what starts Spark jobs and looks at what fails them. Scala throws SparkException, which is
 * checked, from methods that declare nothing: to Java, only a clause for Exception can catch it.
 */
public final class SparkCall {
  private SparkCall() {}

  /** What is run for its value. */
  @FunctionalInterface
  public interface Question<T, E extends Exception> {
    T ask() throws E;
  }

  /** What is run for its effects. */
  @FunctionalInterface
  public interface Action<E extends Exception> {
    void run() throws E;
  }

  /** Sees a failure before the caller does, and may throw a clearer one in its place. */
  @FunctionalInterface
  public interface Handler<E extends Exception> {
    void failed(Exception failure) throws E;
  }

  /** The answer to a question; a failure is shown to the handler, then thrown. */
  public static <T, E extends Exception> T ask(Question<T, E> question, Handler<E> handler)
      throws E {
    try {
      return question.ask();
    } catch (Exception e) {
      handler.failed(e);
      throw e;
    }
  }

  /** Runs an action; a failure is shown to the handler, then thrown. */
  public static <E extends Exception> void run(Action<E> action, Handler<E> handler) throws E {
    ask(
        () -> {
          action.run();
          return true;
        },
        handler);
  }
}
