package org.gradientatlas.study;

/**
 * What a study reproduces. It decides no trial; all texts are empty for a study of one's own.
 *
 * @param source who published it, and where
 * @param finding what was found, in a sentence or two
 * @param analysis what came of it here, in paragraphs: settings that are ours, disagreements
 */
public record Publication(String source, String finding, String analysis) {

  public boolean isEmpty() {
    return source.isEmpty() && finding.isEmpty() && analysis.isEmpty();
  }
}
