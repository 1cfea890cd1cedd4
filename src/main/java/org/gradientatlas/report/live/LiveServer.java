package org.gradientatlas.report.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32C;

/**
 * Serves one page to browsers of this machine. It listens on the loopback address alone, and
 * answers only requests that name it: another site whose name leads to this address cannot read the
 * page.
 */
public final class LiveServer implements AutoCloseable {
  private static final int USUAL_PORT = 80;
  private static final int THREADS = 4;
  private static final int MISDIRECTED = 421;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** No other page may show this one or take it apart. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-cache",
          "Content-Security-Policy", "frame-ancestors 'none'",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff");

  private final HttpServer server;
  private final ExecutorService threads;
  private volatile LivePage page;

  private LiveServer(HttpServer server, ExecutorService threads, LivePage first) {
    this.server = server;
    this.threads = threads;
    this.page = first;
  }

  /**
   * Starts to serve.
   *
   * @param port 0 for a free one
   * @param first what is shown at first
   * @throws java.net.BindException if the port is taken, or not to be had
   */
  public static LiveServer open(int port, LivePage first) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer http = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              var thread = new Thread(task, "live page");
              thread.setDaemon(true);
              return thread;
            });
    var live = new LiveServer(http, threads, first);
    http.setExecutor(threads);
    http.createContext("/", live::answer);
    http.start();
    return live;
  }

  /** Where browsers find the page. */
  public String address() {
    return "http://127.0.0.1:%d/".formatted(port());
  }

  private int port() {
    return server.getAddress().getPort();
  }

  /** What is shown now. */
  public LivePage page() {
    return page;
  }

  /** Shows something else from now on. */
  public void show(LivePage next) {
    page = next;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      HEADERS.forEach(exchange.getResponseHeaders()::set);
      LivePage now = page;
      String method = exchange.getRequestMethod();
      if (!names().contains(String.valueOf(exchange.getRequestHeaders().getFirst("Host")))) {
        send(exchange, MISDIRECTED, "text/plain", "This server is " + address() + "\n");
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, 405, "text/plain", "Only GET and HEAD\n");
      } else if (exchange.getRequestURI().getPath().equals("/")) {
        fresh(exchange, "text/html", now.html());
      } else if (exchange.getRequestURI().getPath().equals("/state")) {
        fresh(exchange, "application/json", state(now));
      } else {
        send(exchange, 404, "text/plain", "There is only " + address() + "\n");
      }
    }
  }

  /** A browser leaves out the port that is usual. */
  private Set<String> names() {
    int port = port();
    return port == USUAL_PORT
        ? Set.of("127.0.0.1", "localhost", "127.0.0.1:80", "localhost:80")
        : Set.of("127.0.0.1:" + port, "localhost:" + port);
  }

  private static String state(LivePage now) throws JsonProcessingException {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("version", now.version());
    fields.put("state", now.state());
    fields.put("message", now.message());
    return JSON.writeValueAsString(fields);
  }

  /** Sends what the browser does not have yet. */
  private static void fresh(HttpExchange exchange, String type, String text) throws IOException {
    String tag = tag(text);
    exchange.getResponseHeaders().set("ETag", tag);
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
    } else {
      send(exchange, 200, type, text);
    }
  }

  private static String tag(String text) {
    var sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return '"' + HexFormat.of().toHexDigits(sum.getValue()) + '"';
  }

  private static void send(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(code, -1);
    } else {
      exchange.sendResponseHeaders(code, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
