package org.gradientatlas.table.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Duration;
import org.gradientatlas.table.output.StoredJson;
import org.jspecify.annotations.Nullable;

/**
 * A lock, or a claim to it, as another process sees it.
 *
 * @param holder null if the file does not say
 * @param text of the file
 * @param silence since the holder's last sign of life
 */
public record Lock(@Nullable Holder holder, String text, Duration silence) {
  static Lock of(String text, Duration silence) {
    return new Lock(holder(text), text, silence);
  }

  static @Nullable Holder holder(String text) {
    try {
      return StoredJson.read(text, Holder.class);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Whether the holder is dead, or has been silent too long. */
  public boolean isDead() throws IOException {
    if (holder != null && holder.isVisible()) {
      return !holder.isAlive();
    }
    // Text follows the creation of the file at once, unless its writer dies in between.
    Duration most = text.isEmpty() ? OutputLock.BEAT : OutputLock.SILENCE;
    return silence.compareTo(most) > 0;
  }

  /** Whether another process may take it. */
  boolean isFreeFor(Holder other) throws IOException {
    return (holder != null && other.succeeds(holder)) || isDead();
  }

  /** Describes the holder and its last sign of life. */
  public String who() {
    return "%s, last sign of life %d s ago"
        .formatted(holder == null ? text.strip() : holder, silence.toSeconds());
  }
}
