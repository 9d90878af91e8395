package dev.holdfast.server.fleet.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Snapshot files, from which new devices begin. Administrators only. */
@Local
public interface SnapshotFiles {

  /**
   * What a file is to have: all that somebody holds of an application.
   *
   * @param application the application
   * @param user this user's roles and attributes, null if they are given
   * @param roles roles, null for the user's
   * @param attributes values by attribute, null for the user's
   */
  record SnapshotOrder(
      String application,
      @Nullable String user,
      @Nullable Set<String> roles,
      @Nullable Map<String, List<String>> attributes) {}

  /**
   * Makes a file. Who has it sees nothing of it without the keys that this server gives to devices,
   * each those of its own scope.
   *
   * @param out gets the file; stays the caller's to close
   * @throws RefusedException {@code NOT_ALLOWED}; {@code NOT_FOUND} without that user; {@code
   *     INVALID} unless there is either a user or roles, or the application gives nothing to them;
   *     {@code TOO_LARGE}, {@code UNAVAILABLE}
   * @throws IOException if it can't be written
   */
  void make(Caller caller, SnapshotOrder order, OutputStream out)
      throws RefusedException, IOException;
}
