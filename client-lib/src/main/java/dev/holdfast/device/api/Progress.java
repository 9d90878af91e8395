package dev.holdfast.device.api;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far something long is. It is told whenever a stage begins, and within a stage at most five
 * times a second, by the thread that works or by one that stands in for it while it waits for the
 * store; never by two at once.
 *
 * @param stage what is being done
 * @param rows rows, or actions while they are sent, that are dealt with in this stage
 * @param ofRows how many there are; while rows are received it is the server's estimate; empty if
 *     nobody knows
 * @param bytes bytes that are dealt with in this stage; while rows are received, or actions sent,
 *     as transferred
 * @param ofBytes how many there are, empty if nobody knows
 */
public record Progress(
    Stage stage, long rows, OptionalLong ofRows, long bytes, OptionalLong ofBytes) {

  /**
   * What is being done. A sync goes through its stages once, or more often after a cut and where
   * what is large comes after what is urgent.
   */
  public enum Stage {
    /** A store is opened: the passphrase is stretched, and the key unwrapped. */
    UNLOCKING,
    /** An old store is opened: all of it is encrypted anew, in a copy. Bytes of its file. */
    ENCRYPTING,
    /** An old store is opened: its tables become those of this version. */
    UPGRADING,
    /** A sync sends the queue. Rows are actions. */
    SENDING,
    /** A sync receives rows, and puts them beside what is visible. */
    RECEIVING,
    /** A sync makes visible what has come, all at once, and performs the queue on it. */
    SWITCHING,
    /** A sync tells the server, and removes what is no longer needed. */
    FINISHING,
    /** {@code verify}: makes each row's bytes again, and compares digests. */
    VERIFYING,
    /** Reads the whole file, and compares tables with indexes; how far that is, nobody knows. */
    CHECKING,
    /** A repair searches the damaged file for what can be saved. Bytes of the file. */
    SALVAGING,
    /** A repair makes the new store. */
    REBUILDING,
    /** A file is copied into the store. Bytes of the file. */
    ATTACHING,
    /** A sync sends the content of an attachment. Bytes of the content. */
    SENDING_CONTENT,
    /** The content of an attachment is fetched. Bytes of the content. */
    FETCHING_CONTENT,
    /** A queue is written to a file. Rows are actions; bytes of contents of attachments. */
    EXPORTING,
    /** A queue is read from a file. Bytes of the file. */
    IMPORTING
  }

  /** How much of the stage is done, from 0 to 1; empty if nobody knows. */
  public OptionalDouble fraction() {
    if (ofRows.isPresent() && ofRows.getAsLong() > 0) {
      return part(rows, ofRows.getAsLong());
    }
    return ofBytes.isPresent() && ofBytes.getAsLong() > 0
        ? part(bytes, ofBytes.getAsLong())
        : OptionalDouble.empty();
  }

  private static OptionalDouble part(long done, long all) {
    return OptionalDouble.of(Math.min(1, (double) done / all));
  }
}
