package dev.holdfast.server.sync.api;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/** Makes snapshot files; the caller has decided who may have one. */
@Local
public interface SnapshotMaker {

  /**
   * What was made.
   *
   * @param id the file's id
   * @param buckets how many buckets are in it
   * @param rows their rows
   * @param bytes its size
   */
  record Made(UUID id, int buckets, long rows, long bytes) {}

  /**
   * Writes a file with all buckets of an application that a user holds, and that have rows, at one
   * snapshot of the database. Without a transaction of the caller's.
   *
   * @param scope whose buckets, by roles and attributes; need not be anybody
   * @param out gets the file; stays the caller's to close
   * @throws RefusedException {@code INVALID} if the application is not in force or the user has no
   *     role in it; {@code TOO_LARGE} if there are too many buckets; {@code UNAVAILABLE} if a table
   *     is not captured, or many devices are syncing
   */
  Made make(String application, User scope, OutputStream out) throws RefusedException, IOException;
}
