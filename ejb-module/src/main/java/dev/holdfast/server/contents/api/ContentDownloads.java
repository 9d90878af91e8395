package dev.holdfast.server.contents.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.io.IOException;
import java.io.OutputStream;

/** Gives contents to those who may have them: law 3 of docs/specs/contents.md. */
@Local
public interface ContentDownloads {

  /**
   * A content that the caller may have.
   *
   * @param id its id
   * @param bytes its length
   */
  record Stored(String id, long bytes) {}

  /**
   * Finds a content. Administrators may have all of them, also what a scanner refuses.
   *
   * @throws RefusedException {@code CONTENT_GONE} if it is not there, not complete, or not for this
   *     caller
   */
  Stored find(Caller caller, String id) throws RefusedException;

  /**
   * Writes a part of it, read a piece at a time; holds no connection while the reader is slow.
   *
   * @param found what {@link #find} has found for the caller
   * @param from first byte
   * @param to byte after the last one
   * @throws IOException if the reader is gone, or the content went meanwhile
   */
  void write(Stored found, long from, long to, OutputStream out) throws IOException;
}
