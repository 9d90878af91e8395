package dev.holdfast.server.sync.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The streams that a delta has become so far, for a few scopes. Thread-safe. */
final class SharedStreams {
  private static final int KEPT = 8;

  private final Deque<SharedStream> kept = new ArrayDeque<>();

  /** The one for a device. */
  synchronized Optional<SharedStream> of(LastAnswer standing) {
    return kept.stream().filter(stream -> stream.isFor(standing)).findFirst();
  }

  synchronized void keep(SharedStream stream) {
    if (kept.size() >= KEPT) {
      kept.removeLast();
    }
    kept.addFirst(stream);
  }
}
