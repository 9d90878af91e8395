package dev.holdfast.device.sync;

import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.app.Priority;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.wire.SyncRequest.Take;
import java.util.List;

/**
 * What may be done by the connection that there is.
 *
 * @param connection what it is
 * @param send whether anything may be sent
 * @param receive whether anything may be received
 * @param downloads whether what is large may come whole
 */
record Permit(ConnectionKind connection, boolean send, boolean receive, boolean downloads) {

  /** By a connection under a policy; by none, nothing is possible. */
  static Permit of(ConnectionKind connection, MeteredMode metered) {
    return switch (connection) {
      case NONE -> new Permit(connection, false, false, false);
      case UNMETERED, UNKNOWN -> whateverItCosts(connection);
      case METERED ->
          new Permit(
              connection,
              metered != MeteredMode.NOTHING,
              metered.compareTo(MeteredMode.CHANGES) <= 0,
              metered == MeteredMode.EVERYTHING);
    };
  }

  /** A person wants it. */
  static Permit whateverItCosts(ConnectionKind connection) {
    return new Permit(connection, true, true, true);
  }

  /** Whether there is no connection. */
  boolean isOffline() {
    return connection == ConnectionKind.NONE && !send;
  }

  /**
   * Makes sure that there is one.
   *
   * @throws UnreachableException if there is none, and nobody insists
   */
  void requireConnection() {
    if (isOffline()) {
      throw new UnreachableException(
          UnreachableException.Reason.OFFLINE,
          "There is no connection. Nothing is lost; sync when there is one.",
          null);
    }
  }

  /** Whether nothing has to be left for later. */
  boolean isComplete() {
    return send && receive && downloads;
  }

  /**
   * What to ask the server for.
   *
   * @param upTo up to which priority; where nothing large comes whole the rest is not worth turns
   * @param later what is known to come later
   */
  Take take(Priority upTo, List<String> later) {
    return new Take(downloads ? upTo : Priority.LAST, downloads, later);
  }
}
