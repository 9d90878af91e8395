package dev.holdfast.rest.sync;

import dev.holdfast.server.sync.api.SyncJournal.SyncFilter;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filter of the sync log: {@code ?user=&device=&kind=&failed=&from=&until=}. */
public class SyncLogQuery {
  @QueryParam("user")
  private @Nullable String user;

  @QueryParam("device")
  private @Nullable UUID device;

  @QueryParam("kind")
  private @Nullable String kind;

  @QueryParam("failed")
  @DefaultValue("false")
  private boolean failed;

  @QueryParam("from")
  private @Nullable Instant from;

  @QueryParam("until")
  private @Nullable Instant until;

  /** The filter. */
  SyncFilter filter() {
    return new SyncFilter(user, device, kind, failed, from, until);
  }
}
