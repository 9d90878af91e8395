package dev.holdfast.server.contents.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.io.InputStream;

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
   * Opens a part of it, read some pieces at a time; holds no connection while the reader is slow.
   * The first of them are read at once, so that what is wrong is known before anything is answered.
   *
   * @param found what {@link #find} has found for the caller
   * @param from first byte
   * @param to byte after the last one
   * @return a stream that fails if the content goes meanwhile, or is damaged further on
   * @throws RefusedException {@code CONTENT_GONE} if it went; {@code CONTENT_AWAY} if it lies in a
   *     store that is away; {@code CONTENT_DAMAGED} if it is not what it was
   */
  InputStream open(Stored found, long from, long to) throws RefusedException;
}
