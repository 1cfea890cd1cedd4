package org.gradientatlas.report.page;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report as one HTML file that needs no network. Its Content-Security-Policy allows only the
 * embedded scripts, so that no text from a study can run.
 */
public final class Page {
  private static final String HOME = "org/gradientatlas/report/";
  private static final String ECHARTS = "META-INF/resources/webjars/echarts/%s/echarts.min.js";

  /** In dependency order. */
  private static final List<String> MODULES =
      List.of(
          "data",
          "state",
          "theme",
          "chart",
          "quantity",
          "score",
          "brush",
          "map",
          "network",
          "pairs",
          "handles",
          "parallel",
          "overlay",
          "player",
          "heat",
          "ridges",
          "theory",
          "remedies",
          "clip",
          "filter",
          "table",
          "main");

  private Page() {}

  /** The page of a report. */
  public static String of(Report report) {
    List<String> scripts =
        Stream.concat(
                Stream.of(read(ECHARTS.formatted(echartsVersion()))),
                MODULES.stream().map(name -> read(HOME + name + ".js")))
            .toList();
    var values = new LinkedHashMap<String, Object>();
    values.put("report", report);
    values.put("findings", Findings.of(report));
    values.put("data", PageJson.of(PageData.of(report)));
    values.put("style", read(HOME + "report.css"));
    values.put("scripts", scripts);
    values.put("policy", scripts.stream().map(Page::hash).collect(Collectors.joining(" ")));
    return render(values);
  }

  private static String render(Map<String, Object> values) {
    var loader = new ClasspathLoader(Page.class.getClassLoader());
    loader.setPrefix(HOME);
    // Escapes text for HTML unless the template says raw; misspelt names are errors.
    var engine =
        new PebbleEngine.Builder().loader(loader).autoEscaping(true).strictVariables(true).build();
    var page = new StringWriter();
    try {
      engine.getTemplate("report.peb").evaluate(page, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString();
  }

  private static String echartsVersion() {
    var build = new Properties();
    try {
      build.load(new StringReader(read("org/gradientatlas/build.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("echarts");
  }

  private static String read(String resource) {
    try (var in = Page.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The hash that identifies an inline script in a Content-Security-Policy. */
  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
