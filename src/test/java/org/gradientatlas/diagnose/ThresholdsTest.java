package org.gradientatlas.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.gradientatlas.problem.InputFile;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.study.file.RuleSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdsTest {
  private static final Pattern NAME = Pattern.compile("\\{([a-z-]+)}");

  @TempDir Path scratch;

  @Test
  void everyDefaultIsNamedByItsRuleAndEveryNameHasADefault() {
    var named = new TreeSet<String>();
    for (Rule rule : Rule.values()) {
      NAME.matcher(rule.condition())
          .results()
          .forEach(match -> named.add(rule.key() + "." + match.group(1)));
    }
    assertThat(named).isEqualTo(RuleSettings.defaults().keySet());
  }

  @Test
  void everyRuleSaysWhereItIsFrom() {
    assertThat(Arrays.stream(Rule.values())).allMatch(rule -> !rule.source().isBlank());
  }

  @Test
  void overridesBeatTheFileAndTheFileBeatsTheDefaults() throws Exception {
    Path file = scratch.resolve("rules.conf");
    Files.writeString(file, "rules { poor-init { ratio = 20, steps = 3 } }");
    var thresholds =
        new Thresholds(RuleSettings.load(InputFile.of(file), List.of("rules.poor-init.ratio=30")));
    assertThat(thresholds.of(Rule.POOR_INIT, "ratio")).isEqualTo(30);
    assertThat(thresholds.of(Rule.POOR_INIT, "steps")).isEqualTo(3);
    assertThat(thresholds.of(Rule.WEIGHT_LARGE, "weight")).isEqualTo(5);
  }

  @Test
  void theVersionChangesWithEveryThreshold() {
    String version = new Thresholds(RuleSettings.defaults()).version();
    assertThat(version).matches("\\d+-[0-9a-f]{8}");
    for (String key : RuleSettings.defaults().keySet()) {
      var changed = RuleSettings.load(null, List.of("rules." + key + "=123"));
      assertThat(new Thresholds(changed).version()).as(key).isNotEqualTo(version);
    }
    assertThat(new Thresholds(RuleSettings.defaults()).version()).isEqualTo(version);
  }

  @Test
  void allMistakesAreToldAtOnceWithTheNearestNames() throws Exception {
    Path file = scratch.resolve("rules.conf");
    Files.writeString(
        file,
        """
        rules {
          vanishing-slop { slope = -0.1 }
          poor-init { ratios = 3 }
          saturated { fraction = much }
        }
        ruels { }
        """);
    assertThatThrownBy(() -> RuleSettings.load(InputFile.of(file), List.of("rules.overfitting=1")))
        .isInstanceOf(InvalidStudyException.class)
        .hasMessageContaining("5 problems")
        .hasMessageContaining("rules.vanishing-slop (line 2)")
        .hasMessageContaining("did you mean vanishing-slope?")
        .hasMessageContaining("rules.poor-init.ratios (line 3)")
        .hasMessageContaining("did you mean ratio?")
        .hasMessageContaining("rules.saturated.fraction (line 4): much: must be a number")
        .hasMessageContaining("ruels (line 6)")
        .hasMessageContaining(
            "rules.overfitting (--set rules.overfitting=1): 1: must be a section");
  }

  @Test
  void aThresholdThatARuleDoesNotHaveIsAnError() {
    var thresholds = new Thresholds(RuleSettings.defaults());
    assertThatThrownBy(() -> thresholds.of(Rule.NON_FINITE, "count"))
        .hasMessage("NON_FINITE has no threshold count");
  }
}
