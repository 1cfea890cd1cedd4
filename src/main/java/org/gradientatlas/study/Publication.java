package org.gradientatlas.study;

/**
 * The publication that a study reproduces. It affects no trial; all texts are empty for an original
 * study.
 *
 * @param source who published it, and where
 * @param finding the published finding, in a sentence or two
 * @param analysis our result, in paragraphs: settings we chose, disagreements
 */
public record Publication(String source, String finding, String analysis) {

  public boolean isEmpty() {
    return source.isEmpty() && finding.isEmpty() && analysis.isEmpty();
  }
}
