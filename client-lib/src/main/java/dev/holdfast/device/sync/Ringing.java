package dev.holdfast.device.sync;

import java.time.Duration;
import java.util.Optional;

/** What a device that keeps in sync waits by. */
interface Ringing {
  /** What ended a wait, the strongest last. */
  enum Ring {
    /** The time is over. */
    NONE,
    /** Somebody else has synced this store: what holds, and what is due, may be another now. */
    SYNCED,
    /** Something may be new. */
    NEWS,
    /** An administrator wants the device to come now. */
    SUMMONS
  }

  /** Listens from now on; the server was there just now. */
  void listen();

  /** Need not listen any more. */
  void rest();

  /**
   * Takes what the last ring has brought.
   *
   * @return empty if it has brought nothing, or another has come since
   */
  Optional<Delivered> delivered();

  /** Waits for the next ring, or for a time to be over. */
  Ring await(Duration longest) throws InterruptedException;
}
