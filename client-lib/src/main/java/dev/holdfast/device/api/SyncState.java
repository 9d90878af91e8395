package dev.holdfast.device.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the device does about syncing at a moment, as far as this {@code Holdfast} does it; what
 * another process does with the same store is not seen. One of the four records.
 */
public sealed interface SyncState {

  /** Nothing goes on, and nobody keeps the device in sync. */
  record Idle() implements SyncState {}

  /**
   * A sync goes on.
   *
   * @param progress how far it is
   */
  record Running(Progress progress) implements SyncState {}

  /**
   * The device is kept in sync, and nothing is due.
   *
   * @param until when something is due if nothing happens before, by the device's clock; null if
   *     nothing ever is by itself
   * @param reason why it waits
   */
  record Waiting(@Nullable Instant until, Reason reason) implements SyncState {}

  /**
   * The last sync did not reach the server.
   *
   * @param until when it is tried again, by the device's clock; null if nobody keeps the device in
   *     sync
   * @param reason whose fault it is
   * @param message what is wrong, for the user
   */
  record Away(@Nullable Instant until, UnreachableException.Reason reason, String message)
      implements SyncState {}

  /** Why a device that is kept in sync waits. */
  enum Reason {
    /** Everything is done; the interval or the policy says when it goes on. */
    SCHEDULE,
    /** By the policy nothing is done by itself: a person syncs. */
    BY_HAND,
    /** Somebody else works on the store, in this process or another. */
    BUSY,
    /** There is no connection, as the application says. */
    OFFLINE,
    /** The connection is metered, and the policy leaves for later what is to be done. */
    METERED
  }
}
