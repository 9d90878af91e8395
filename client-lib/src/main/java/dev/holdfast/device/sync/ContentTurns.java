package dev.holdfast.device.sync;

import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.protocol.ContentApi;
import dev.holdfast.device.queue.Namings;
import dev.holdfast.device.queue.Outgoing;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Packages;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.store.content.ContentRows;
import dev.holdfast.device.store.content.HeldContent;
import dev.holdfast.kernel.app.Attachment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contents, after everything else that a sync does: what actions wait for goes up, what the package
 * wants on devices comes down. Every 20 s what else there is goes first. For one thread.
 */
final class ContentTurns {
  private static final Logger LOG = LoggerFactory.getLogger(ContentTurns.class);
  private static final Duration TURN = Duration.ofSeconds(20);

  private final Database database;
  private final Packages packages;
  private final Clock clock;
  private final Permits permits;
  private final ContentSending sending;
  private final ContentFetch fetch;
  private final Rest rest;

  /** What the server does not have, or somebody else fetches. */
  private final Set<String> leftOut = new HashSet<>();

  /** Whether actions went up since what is new was received. */
  private boolean sentActions;

  private Instant turn = Instant.EPOCH;
  private Portions.@Nullable Left left;

  /** The rest of the sync. */
  interface Rest {
    /** Sends actions that can be sent, if that is due; whether there were any. */
    boolean sendAlong(Extent extent);

    /** Sends actions that can be sent now, as what they waited for is there. */
    boolean sendNow();

    /** Receives what is new. */
    Portions.Left receive(Extent extent);
  }

  ContentTurns(Attempt.Parts parts, SessionKeeper session, Undertaking undertaking, Rest rest) {
    this.database = parts.database();
    this.packages = parts.packages();
    this.clock = parts.surroundings().clock();
    this.permits = parts.surroundings().connection().permits();
    this.sending = new ContentSending(parts, usual(session), undertaking);
    this.fetch = new ContentFetch(parts, undertaking, session::call);
    this.rest = rest;
  }

  private static ContentSending.Contact usual(SessionKeeper session) {
    return new ContentSending.Contact() {
      @Override
      public <T> T call(BiFunction<ContentApi, String, T> request) {
        return session.call((api, token) -> request.apply(api.contents(), token));
      }
    };
  }

  /**
   * Sends and fetches until nothing is left.
   *
   * @return how many contents were put off, because of the connection
   */
  int run(Extent extent) {
    boolean goesOn = true;
    while (goesOn) {
      if (!permits.now(extent.anyCost()).downloads()) {
        return putOff(extent);
      }
      turn = clock.instant();
      boolean done = (!extent.send() || sendAll(extent)) && (!extent.receive() || fetchAll(extent));
      if (extent.receive() && (sentActions || !done)) {
        left = rest.receive(extent.afterSending());
        // What came may name more.
        done = false;
      }
      sentActions = false;
      goesOn = !done;
    }
    return 0;
  }

  /** What the last receiving has left, if there was one. */
  Optional<Portions.Left> left() {
    return Optional.ofNullable(left);
  }

  private int putOff(Extent extent) {
    return database.read(
        connection ->
            (extent.send() ? Outgoing.all(connection).size() : 0)
                + (extent.receive() ? wanted(connection).size() : 0));
  }

  private boolean isOver(Extent extent) {
    return Duration.between(turn, clock.instant()).compareTo(TURN) >= 0
        || !permits.now(extent.anyCost()).downloads();
  }

  /** Whether nothing is left to be sent. */
  private boolean sendAll(Extent extent) {
    Optional<Outgoing> next = next();
    while (next.isPresent()) {
      boolean ended =
          sending.send(
              next.get(),
              () -> {
                sentActions |= rest.sendAlong(extent);
                return !isOver(extent);
              });
      if (!ended) {
        return false;
      }
      sentActions |= rest.sendNow();
      next = next();
    }
    return true;
  }

  private Optional<Outgoing> next() {
    return database.read(Outgoing::all).stream().findFirst();
  }

  /** Whether nothing is left to be fetched. */
  private boolean fetchAll(Extent extent) {
    for (Attachment attachment : database.read(this::wanted)) {
      try {
        ContentFetch.End end = fetch.fetch(attachment, () -> !isOver(extent));
        if (end == ContentFetch.End.INTERRUPTED) {
          return false;
        }
        if (end != ContentFetch.End.HERE) {
          leftOut.add(attachment.id());
        }
      } catch (SyncFailedException e) {
        // Who asks for it is told; the rest of the sync has nothing to do with it.
        LOG.warn("A content is not what its case says: {}", e.getMessage());
        leftOut.add(attachment.id());
      }
      sentActions |= rest.sendAlong(extent);
      if (isOver(extent)) {
        return false;
      }
    }
    return true;
  }

  private List<Attachment> wanted(Connection connection) throws SQLException {
    Map<String, Attachment> eager = Namings.eager(connection, packages.live(connection));
    if (eager.isEmpty()) {
      return List.of();
    }
    eager.keySet().removeAll(leftOut);
    for (HeldContent content : ContentRows.all(connection)) {
      if (content.complete()) {
        eager.remove(content.id());
      }
    }
    return List.copyOf(eager.values());
  }
}
