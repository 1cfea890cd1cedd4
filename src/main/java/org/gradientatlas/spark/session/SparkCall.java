package org.gradientatlas.spark.session;

/**
 * Runs code that starts Spark jobs and inspects its failures. Scala throws the checked
 * SparkException from methods that do not declare it, so Java can only catch it as Exception.
 */
public final class SparkCall {
  private SparkCall() {}

  /** Code run for its value. */
  @FunctionalInterface
  public interface Question<T, E extends Exception> {
    T ask() throws E;
  }

  /** Code run for its effects. */
  @FunctionalInterface
  public interface Action<E extends Exception> {
    void run() throws E;
  }

  /** Sees a failure before the caller does, and may throw a clearer one instead. */
  @FunctionalInterface
  public interface Handler<E extends Exception> {
    void failed(Exception failure) throws E;
  }

  /** Runs code for its value; a failure goes to the handler, then is rethrown. */
  public static <T, E extends Exception> T ask(Question<T, E> question, Handler<E> handler)
      throws E {
    try {
      return question.ask();
    } catch (Exception e) {
      handler.failed(e);
      throw e;
    }
  }

  /** Runs code for its effects; a failure goes to the handler, then is rethrown. */
  public static <E extends Exception> void run(Action<E> action, Handler<E> handler) throws E {
    ask(
        () -> {
          action.run();
          return true;
        },
        handler);
  }
}
