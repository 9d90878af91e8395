package dev.holdfast.admin.shell;

import dev.holdfast.server.platform.api.RefusedException;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of a failure: a refusal in its own words, anything else as an id under which
 * the cause is in the server's log. Nothing of the cause gets out.
 *
 * @param id the id in the server's log, null for a refusal
 * @param refused the refusal, null for anything else
 */
public record Incident(@Nullable String id, @Nullable RefusedException refused)
    implements Serializable {

  /** Session attribute that keeps an incident for the next request. */
  static final String KEPT = "dev.holdfast.admin.incident";

  /** A failure of a page, logged unless it is a refusal. */
  static Incident of(Throwable failure, @Nullable String page) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedException refused) {
        return new Incident(null, refused);
      }
    }
    var id = UUID.randomUUID().toString();
    ConsoleLog.LOG.incident(id, String.valueOf(page), failure);
    return new Incident(id, null);
  }
}
