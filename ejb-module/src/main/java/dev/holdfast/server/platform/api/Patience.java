package dev.holdfast.server.platform.api;

import java.time.Duration;

/**
 * How long a transaction that writes cases waits for locks that other transactions hold. Somebody
 * who forgot to commit must not use up the server's connections one waiting request at a time.
 */
public interface Patience {

  /** How long a request waits for one lock. */
  Duration usual();

  /**
   * Lets the current transaction wait for each lock no longer than this; then it fails with {@link
   * SqlState#LOCKED}. Called before the transaction's first lock.
   */
  void limit(Duration longest);

  /** The usual limit. */
  default void limit() {
    limit(usual());
  }
}
