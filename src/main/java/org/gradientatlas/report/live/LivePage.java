package org.gradientatlas.report.live;

/**
 * What a live server shows.
 *
 * @param version of the page, which differs whenever its numbers do
 * @param html the page
 * @param state a word for what the run is doing, for the look of the message
 * @param message how the run fares, for readers
 */
public record LivePage(int version, String html, String state, String message) {

  /** Another page with the same message. */
  public LivePage with(int otherVersion, String otherHtml) {
    return new LivePage(otherVersion, otherHtml, state, message);
  }

  /** The same page with another message. */
  public LivePage saying(String otherState, String otherMessage) {
    return new LivePage(version, html, otherState, otherMessage);
  }
}
