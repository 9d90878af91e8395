package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.hooks.api.CaseMessages;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What administrators do with messages; in the caller's transaction. */
@ApplicationScoped
public class Messages implements CaseMessages {
  private static final String RETRY =
      """
      UPDATE holdfast.webhook_delivery SET state = 'waiting', next_at = ?, give_up_at = ?, attempts = 0
      WHERE webhook_id = ? AND state <> 'delivered' AND (CAST(? AS uuid) IS NULL OR id = ?)
      """;

  private static final String WAKE =
      "UPDATE holdfast.webhook SET failures = 0, rests_until = NULL WHERE id = ?";

  private static final String HAVE_TIME =
      "UPDATE holdfast.webhook_delivery SET give_up_at = ? WHERE webhook_id = ? AND state = 'waiting'";

  private Jdbc jdbc;
  private Settings settings;
  private Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected Messages() {}

  /** Keeps them in a database. */
  @Inject
  public Messages(Jdbc jdbc, Settings settings, Clock clock) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
  }

  /** Lets one message that is not delivered, or all of a webhook, be sent at once; how many. */
  int retry(UUID webhook, @Nullable UUID message) {
    Instant now = clock.instant();
    // First the webhook, then its messages, as who delivers locks them.
    jdbc.update(WAKE, webhook);
    return jdbc.update(RETRY, now, giveUp(now), webhook, message, message);
  }

  /** What waits for a webhook is tried for as long as if it were new. */
  void haveTimeAgain(UUID webhook) {
    jdbc.update(HAVE_TIME, giveUp(clock.instant()), webhook);
  }

  @Override
  public void remove(Collection<UUID> cases) {
    jdbc.update(
        "DELETE FROM holdfast.webhook_delivery WHERE case_id = ANY (?)",
        (Object) cases.toArray(UUID[]::new));
  }

  private Instant giveUp(Instant now) {
    return now.plus(settings.get(HooksSettings.KEEP_TRYING));
  }
}
