package dev.holdfast.server.platform.internal;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** How much disk the documents of a node may take up together. Thread-safe. */
final class SpoolRoom {
  private final long most;
  private final AtomicLong taken = new AtomicLong();

  SpoolRoom(long most) {
    this.most = most;
  }

  /** There is no room for a document. */
  static final class FullException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean forGood;

    private FullException(boolean forGood) {
      super("no room for an export");
      this.forGood = forGood;
    }

    /** Whether it would have none if it were alone. */
    boolean isForGood() {
      return forGood;
    }
  }

  /**
   * Takes room.
   *
   * @param bytes how much
   * @param own how much the same document has already
   */
  void take(long bytes, long own) throws FullException {
    if (taken.addAndGet(bytes) > most) {
      taken.addAndGet(-bytes);
      throw new FullException(own + bytes > most);
    }
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }
}
