package dev.holdfast.server.hooks.api;

import java.util.Collection;
import java.util.UUID;

/** The messages about cases whose time is over; in the caller's transaction. */
public interface CaseMessages {

  /** Removes all messages about cases that are being removed, delivered or not. */
  void remove(Collection<UUID> cases);
}
