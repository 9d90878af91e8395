package dev.holdfast.it.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Purges of the server that is tested. */
public final class Purges {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final int LOOKS = 1_200;

  private Purges() {}

  /** How purging stands when none is at work. */
  public static JsonNode ended(Api admin) {
    for (int i = 0; i < LOOKS; i++) {
      JsonNode state = admin.get("/admin/purge").ok().json();
      if (!state.at("/last/status").asText().equals("running")) {
        return state;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    throw new AssertionError("the purge does not come to its end");
  }
}
