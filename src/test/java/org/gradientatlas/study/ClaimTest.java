package org.gradientatlas.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradientatlas.study.file.StudyFile;
import org.junit.jupiter.api.Test;

class ClaimTest {
  private static final String CLAIMS =
      """

      claims = [
        { claim = "0.6^3", published = 0.216, tolerance = 1e-3, measured = "SELECT 1" }
        { claim = "less", at-most = 1e-3, measured = "SELECT 2" }
        { claim = "more \\"or\\" less\\nclaims = [\\n", at-least = -5, published = -4, tolerance = 0.5, measured = "SELECT 3", note = "why" }
      ]
      """;

  @Test
  void aToleranceIsRelativeToThePublishedNumber() {
    var claims = Studies.of(CLAIMS).claims();
    assertThat(claims).extracting(Claim::text).startsWith("0.6^3", "less");
    assertThat(claims.get(0).agrees(0.216 * 1.0009)).isTrue();
    assertThat(claims.get(0).agrees(0.216 * 1.0011)).isFalse();
    assertThat(claims.get(0).agrees(0.216 * 0.9989)).isFalse();
    assertThat(claims.get(1).agrees(-5)).isTrue();
    assertThat(claims.get(1).agrees(Double.NaN)).isFalse();
    assertThat(claims.get(1).published()).isNaN();
    assertThat(claims).extracting(Claim::note).containsExactly("", "", "why");
    assertThat(claims.get(2).agrees(-5.5)).as("-6..-2 and at least -5").isFalse();
    assertThat(claims.get(2).agrees(-4.9)).isTrue();
  }

  @Test
  void claimsAreResolvedButDecideNoTrial() {
    resolvedButDecidesNoTrial(CLAIMS);
  }

  @Test
  void aPublicationIsResolvedButDecidesNoTrial() {
    String publication = "\npublication { source = \"\\npublication {\\n\", finding = f }";
    resolvedButDecidesNoTrial(publication);
    resolvedButDecidesNoTrial(publication + CLAIMS);
    assertThat(Studies.of(publication).publication())
        .isEqualTo(new Publication("\npublication {\n", "f", ""));
    assertThat(Studies.problems("publication { sorce = a, finding = [] }"))
        .containsExactlyInAnyOrder(
            "publication.sorce (line 1): sorce: unknown key; did you mean source?",
            "publication.finding (line 1): []: takes one value");
  }

  private static void resolvedButDecidesNoTrial(String addition) {
    Study with = Studies.of("grid.depth = 3" + addition);
    Study without = Studies.of("grid.depth = 3");
    assertThat(with.grid().trial(1)).isEqualTo(without.grid().trial(1));
    assertThat(Studies.of(with.render()).claims()).isEqualTo(with.claims());
    assertThat(Studies.of(with.render()).publication()).isEqualTo(with.publication());
    assertThat(Studies.of(with.render())).isEqualTo(with).isNotEqualTo(without);
    assertThat(StudyFile.trialsOnly(with.render()))
        .isEqualTo(StudyFile.trialsOnly(without.render()))
        .contains("depth = ")
        .doesNotContain("commit");
  }

  @Test
  void allProblemsAreReported() {
    assertThat(
            Studies.problems(
                """
                claims = [
                  { claim = a, measured = "SELECT 1" }
                  { clam = b, at-most = 1, tolerance = -1 }
                  { claim = c, at-least = 2, at-most = 1, measured = "SELECT 1" }
                  { claim = d, tolerance = 1, measured = "SELECT 1" }
                  7
                  { claim = e, at-most = x, measured = "DROP TABLE trials" }
                ]
                """))
        .containsExactlyInAnyOrder(
            "claims[0] (line 2): must have a tolerance, at-least or at-most",
            "claims[1].clam (line 3): clam: unknown key; did you mean claim?",
            "claims[1].claim (line 3): must be given",
            "claims[1].measured (line 3): must be given",
            "claims[1].tolerance (line 3): -1: must be a number of at least 0",
            "claims[1].tolerance (line 3): is relative to published, which is missing",
            "claims[2] (line 4): allows no number",
            "claims[3].tolerance (line 5): is relative to published, which is missing",
            "claims[4] (line 6): 7: must be { claim = ... }",
            "claims[5].at-most (line 7): x: must be a number",
            "claims[5].measured (line 7): DROP TABLE trials: must be one SELECT statement");
    assertThat(Studies.problems("claims = 3"))
        .containsExactly("claims (line 1): 3: must be a list of { claim = ... }");
  }
}
