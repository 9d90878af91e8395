package dev.holdfast.server.hooks.api;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook.
 *
 * @param id its id
 * @param name its name, for people
 * @param url where messages are posted
 * @param enabled whether it gets any
 * @param applications of which applications; empty is all
 * @param caseTypes of cases of which types; empty is all
 * @param kinds of what: {@code applied}, {@code parked}; empty is all
 * @param version for optimistic locking
 * @param traffic how it goes
 */
public record WebhookView(
    UUID id,
    String name,
    String url,
    boolean enabled,
    Set<String> applications,
    Set<String> caseTypes,
    Set<String> kinds,
    long version,
    Traffic traffic) {

  /**
   * How the delivery goes.
   *
   * @param waiting messages that are still to be delivered
   * @param failed messages that were given up
   * @param failures attempts in a row that failed
   * @param restsUntil until when nothing is sent after them, null if it is not so
   * @param lastError what was wrong with the last attempt that failed, null if none did
   * @param deliveredAt when a message was delivered last, null if never
   */
  public record Traffic(
      long waiting,
      long failed,
      int failures,
      @Nullable Instant restsUntil,
      @Nullable String lastError,
      @Nullable Instant deliveredAt) {
    /** Of one that nothing was sent to yet. */
    public static final Traffic NONE = new Traffic(0, 0, 0, null, null, null);
  }
}
