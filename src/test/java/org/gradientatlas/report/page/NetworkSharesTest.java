package org.gradientatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkSharesTest {
  @Test
  void networksWhoseGradientsAreUnknownAreCounted() {
    assertThat(NetworkShares.of(SomeReports.unknown(0)))
        .isEqualTo("Of 9 networks, gradients vanish in 0 % and explode in 0 %, and 100 % learn");
    assertThat(NetworkShares.of(SomeReports.unknown(2)))
        .isEqualTo(
            "Of 9 networks, gradients could not be evaluated in 6, vanish in 0 % and explode in"
                + " 0 %, and 100 % learn");
    assertThat(NetworkShares.of(SomeReports.unknown(3)))
        .isEqualTo("Of 9 networks, gradients could be evaluated in none, and 100 % learn");
  }

  @Test
  void probesDidNotLearn() {
    assertThat(NetworkShares.of(SomeReports.probed()))
        .isEqualTo(
            "Nothing was trained: in the probes of 12 networks, gradients vanish in 25 % and"
                + " explode in 0 %");
  }

  @Test
  void nothingIsSaidToNeedARemedyWhereAllLearn() {
    assertThat(Findings.of(SomeReports.unknown(0), "layer"))
        .noneMatch(finding -> finding.contains("No change of one axis"));
  }
}
