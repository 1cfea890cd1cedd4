package org.gradientatlas.report.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server, over real connections. */
class LiveServerTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private LiveServer server;

  @BeforeEach
  void start() throws IOException {
    server = LiveServer.open(0, new LivePage(1, "<p>\u00e9</p>", "waiting", "Waiting \"now\"."));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path));
    return CLIENT.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** As no well-behaved client would ask. */
  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private int port() {
    return URI.create(server.address()).getPort();
  }

  @Test
  void servesThePageAndHowTheRunFares() throws Exception {
    assertThat(get("").body()).isEqualTo("<p>\u00e9</p>");
    assertThat(get("").headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(get("state").body())
        .isEqualTo("{\"version\":1,\"state\":\"waiting\",\"message\":\"Waiting \\\"now\\\".\"}");

    server.show(new LivePage(2, "<p>new</p>", "running", "Running."));

    assertThat(get("").body()).isEqualTo("<p>new</p>");
    assertThat(get("state").body()).contains("\"version\":2", "running");
    assertThat(get("other").statusCode()).isEqualTo(404);
  }

  @Test
  void whatABrowserHasIsNotSentAgain() throws Exception {
    String tag = get("state").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = get("state", "If-None-Match", tag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    server.show(server.page().saying("running", "Running."));
    assertThat(get("state", "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void answersOnlyItsOwnName() throws Exception {
    for (String host : List.of("127.0.0.1:" + port(), "localhost:" + port())) {
      assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ")
          .contains("<p>");
    }
    for (String host :
        List.of("evil.example:" + port(), "127.0.0.1", "127.0.0.1:1", "evil.example", "")) {
      assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 421 ")
          .doesNotContain("<p>");
    }
    assertThat(raw("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 421 ").doesNotContain("<p>");
  }

  @Test
  void nothingButReadingIsAllowed() throws Exception {
    String host = "Host: 127.0.0.1:%d\r\nConnection: close\r\n".formatted(port());
    assertThat(raw("POST / HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 405 ");
    assertThat(raw("HEAD / HTTP/1.1\r\n" + host + "\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .doesNotContain("<p>");
  }

  @Test
  void noOtherPageMayShowOrReadIt() throws Exception {
    assertThat(get("").headers().map())
        .containsEntry("content-security-policy", List.of("frame-ancestors 'none'"))
        .containsEntry("cross-origin-resource-policy", List.of("same-origin"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void listensOnTheLoopbackAddressAlone() throws Exception {
    for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(network.getInetAddresses())) {
        if (!address.isLoopbackAddress()) {
          assertThatThrownBy(() -> new Socket(address, port()).close())
              .as(address.toString())
              .isInstanceOf(IOException.class);
        }
      }
    }
  }

  @Test
  void aPortThatIsTakenIsRefusedAndAnEndedServerAnswersNoMore() throws Exception {
    assertThatThrownBy(() -> LiveServer.open(port(), server.page()))
        .isInstanceOf(BindException.class);
    int port = port();

    server.close();

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(IOException.class);
  }
}
