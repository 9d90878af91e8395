package dev.holdfast.server.platform.api;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Makes documents of any length whole before the first byte of them leaves, in a temporary file
 * that nobody but the server's own user can read. So who asks for one gets all of it, or is told
 * that it could not be made; and nothing waits in the database while a slow reader takes it.
 */
@FunctionalInterface
public interface Spools {

  /** Writes a document. */
  @FunctionalInterface
  interface Content {
    /** Writes it to a stream, which stays the caller's to close. */
    void writeTo(OutputStream out) throws RefusedException, IOException;
  }

  /**
   * Makes a document; the caller closes it when it is sent.
   *
   * @throws RefusedException if the content refuses; {@code TOO_LARGE} if it has more bytes than
   *     all documents of a node together may have; {@code UNAVAILABLE} if others leave it no room
   * @throws IOException if it can't be written or the content fails with it; nothing is left then
   */
  Spool make(Content content) throws RefusedException, IOException;
}
