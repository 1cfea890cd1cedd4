package org.gradientatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.gradientatlas.spark.page.EveryArchitecture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a study of all architectures. Pictures are left in target/report. */
class ArchitecturesInChromiumTest {
  private static final Path PICTURES = Path.of("target", "report");
  private static final int WIDE = 1280;
  private static final int NARROW = 480;

  /** The axes of the first three charts of a profile, and a part of what the page says. */
  private static final Map<String, List<String>> EXPECTED =
      Map.of(
          "dense", List.of("layer (input to output)", "Layer by layer", "decades a layer"),
          "recurrent(tanh)",
              List.of("time step (first to last)", "Time step by time step", "theory"),
          "recurrent(lstm,forget-bias=3)",
              List.of(
                  "time step (first to last)",
                  "Time step by time step",
                  "remembers 20.6 time steps by its forget bias"),
          "convolution(dimensions=1)",
              List.of("layer (input to output)", "Layer by layer", "decades a layer"),
          "residual-blocks",
              List.of("block (input to output)", "Block by block", "decades a block"),
          "transformer(heads=4)",
              List.of("block (input to output)", "Block by block", "gradient at the first block"));

  /** One network of each kind of profile. */
  private static final List<String> KINDS =
      List.of("convolution(dimensions=1)", "recurrent(tanh)", "transformer(heads=4)");

  @TempDir static Path out;
  private static Path page;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    EveryArchitecture.run(out);
    Files.createDirectories(PICTURES);
    page =
        Files.copy(
            out.resolve("report.html"),
            PICTURES.resolve("architectures.html"),
            StandardCopyOption.REPLACE_EXISTING);
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  private static List<String> words(String chart) {
    return browser.elements(chart + " svg text").stream()
        .map(text -> text.getDomProperty("textContent"))
        .toList();
  }

  @Test
  void eachNetworkSaysWhatItsProfileIsOver() {
    browser.open(page, WIDE, "light", "");
    EXPECTED.forEach(
        (architecture, expected) -> {
          browser.choose("#network", "architecture", architecture);
          assertThat(words("#profile-chart")).as(architecture).contains(expected.get(0));
          assertThat(browser.text("#profile-title")).isEqualTo(expected.get(1));
          assertThat(browser.text("#network-says")).contains(expected.get(2));
          boolean layers = expected.get(1).startsWith("Layer");
          String says = browser.text("#profile-says");
          assertThat(says.replace("The dashed line is theory at initialization.", "").isBlank())
              .as(architecture)
              .isEqualTo(layers);
          assertThat(says.contains("dashed line"))
              .as(architecture)
              .isEqualTo(
                  List.of("dense", "recurrent(tanh)", "residual-blocks").contains(architecture)
                      || architecture.startsWith("convolution"));
          assertThat(words("#profile-chart").contains("mean cosine of two tokens"))
              .as(architecture)
              .isEqualTo(architecture.startsWith("transformer"));
          assertThat(words("#profile-chart").contains("out"))
              .as(architecture)
              .isEqualTo(expected.get(1).startsWith("Block"));
        });
    browser.assertQuiet();
  }

  @Test
  void theTableBehindAProfileHasTimeStepsAndLayers() {
    browser.open(page, WIDE, "light", "");
    browser.choose("#network", "architecture", "recurrent(gru)");
    browser.script("document.querySelector('#profile-chart details').open = true");
    browser.settle();

    assertThat(browser.seen("#profile-chart th"))
        .containsSubsequence("phase", "step", "layer", "time step", "delta_rms", "grad_w_l2");
    int rows = EveryArchitecture.TIME_STEPS + EveryArchitecture.DEPTH + 1;
    assertThat(browser.elements("#profile-chart tbody tr").size() % rows).isZero();
  }

  @Test
  void everyNetworkIsReadableAtEveryWidthInBothSchemes() {
    for (int width : List.of(WIDE, NARROW)) {
      for (String scheme : List.of("light", "dark")) {
        for (String architecture : KINDS) {
          browser.open(page, width, scheme, "");
          browser.choose("#network", "architecture", architecture);
          browser.choose("#overlay", "architecture", "recurrent(gru)");
          assertThat(browser.unreadable())
              .as("%s, %d pixels, %s", architecture, width, scheme)
              .isEmpty();
          browser.assertQuiet();
          browser.picture(
              PICTURES.resolve(
                  "architectures-%s-%d-%s.png"
                      .formatted(architecture.replaceAll("\\W+", "-"), width, scheme)),
              width,
              width == WIDE ? 6200 : 9000);
        }
      }
    }
  }
}
