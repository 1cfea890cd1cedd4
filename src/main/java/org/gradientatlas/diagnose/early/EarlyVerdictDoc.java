package org.gradientatlas.diagnose.early;

/** The section about the early verdict on the page of diagnoses. */
public final class EarlyVerdictDoc {
  private EarlyVerdictDoc() {}

  /** Markdown. */
  public static String section() {
    return """

    ## The early verdict

    `p_learn` is the probability that a network will be LEARNED, told after %.0f %% of its steps. It looks at the probe, at the records up to
    there, and at how far the other networks of the study had come by then. A network that has diverged has 0. The others have
    1 / (1 + exp(-z)), where z is the sum of:

    | term | stands for |
    |---|---|
    | %s | a network of which nothing is known |
    | %s x (gain / greatest gain) | progress: how much of a guess's loss is gone, beside the network on the same data that had come farthest |
    | %s x (decades shrunk - %s) | the error signal shrinks between the last hidden layer and the first, in the probe |
    | %s x (decades grown - %s) | or it grows |
    | %s x (-log10(movement / %s)) | the weights move too little: median update ratio so far, times all steps |

    A bracket below 0 counts as 0. More than %.0f decades count as so many, and a movement below %s as %s.
    With skip connections the last three terms are left out, because there is a way around every layer or block.
    The numbers were fitted to dense networks.
    With fewer than %d networks on the same data `p_learn` is null. [Diagnosis quality](../science/diagnosis-quality.md#the-early-verdict)
    measures how far it can be trusted.
    """
        .formatted(
            100 * EarlyFacts.PART,
            EarlyVerdict.START,
            EarlyVerdict.PROGRESSED,
            EarlyVerdict.VANISHED,
            EarlyVerdict.HARMLESS,
            EarlyVerdict.EXPLODED,
            EarlyVerdict.HARMLESS,
            EarlyVerdict.STOOD_STILL,
            EarlyVerdict.ENOUGH_MOVEMENT,
            EarlyVerdict.MOST_DECADES,
            EarlyVerdict.LEAST_MOVEMENT,
            EarlyVerdict.LEAST_MOVEMENT,
            EarlyVerdict.LEAST_NETWORKS);
  }
}
