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
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An HTML file made of a template, the style and scripts. Its Content-Security-Policy allows only
 * the embedded scripts, so that no text from a study can run.
 *
 * @param template name of the template
 * @param modules names of the scripts, in dependency order
 * @param styles names of the style sheets
 * @param served whether a server of this machine updates it, so that its scripts may ask that one
 */
public record PageFile(String template, List<String> modules, List<String> styles, boolean served) {
  private static final String HOME = "org/gradientatlas/report/";
  private static final String ECHARTS = "META-INF/resources/webjars/echarts/%s/echarts.min.js";

  /** A file that stays as it is written. */
  public PageFile(String template, List<String> modules) {
    this(template, modules, List.of("report"), false);
  }

  /** The same page, served and updated. */
  public PageFile live() {
    return new PageFile(template, with(modules, "live"), with(styles, "live"), true);
  }

  private static List<String> with(List<String> names, String last) {
    var all = new ArrayList<>(names);
    all.add(last);
    return List.copyOf(all);
  }

  /**
   * The file's text.
   *
   * @param values what the template shows, by name
   */
  public String render(Map<String, ?> values) {
    List<String> scripts =
        Stream.concat(
                Stream.of(read(ECHARTS.formatted(echartsVersion()))),
                modules.stream().map(name -> read(HOME + name + ".js")))
            .toList();
    var all = new LinkedHashMap<String, Object>(values);
    all.put(
        "style",
        styles.stream().map(name -> read(HOME + name + ".css")).collect(Collectors.joining("\n")));
    all.put("scripts", scripts);
    String allowed = scripts.stream().map(PageFile::hash).collect(Collectors.joining(" "));
    all.put("policy", served ? allowed + "; connect-src 'self'" : allowed);
    return evaluate(all);
  }

  private String evaluate(Map<String, Object> values) {
    var loader = new ClasspathLoader(PageFile.class.getClassLoader());
    loader.setPrefix(HOME);
    // Escapes text for HTML unless the template says raw; misspelt names are errors.
    var engine =
        new PebbleEngine.Builder().loader(loader).autoEscaping(true).strictVariables(true).build();
    var page = new StringWriter();
    try {
      engine.getTemplate(template + ".peb").evaluate(page, values);
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
    try (var in = PageFile.class.getClassLoader().getResourceAsStream(resource)) {
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
