package dev.holdfast.server.contents.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where complete contents lie, for administrators. Only reads. */
@Local
public interface ContentStores {

  /** Where the bytes of a content are. */
  enum Place {
    /** In pieces, rows of the database. */
    POSTGRESQL,
    /** An object of a store that speaks the protocol of S3. */
    S3;

    /** As it is written in the settings. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What has to be moved.
   *
   * @param to where contents belong
   * @param contents how many lie elsewhere; those that wait for a scanner are not counted
   * @param bytes their length together
   * @param since since when the oldest of them is complete, null if there is none
   * @param failed how many of them were tried, in vain
   * @param leftovers objects in the store that nobody needs any more and that are still to be
   *     removed
   */
  record Backlog(
      Place to, long contents, long bytes, @Nullable Instant since, long failed, long leftovers) {}

  /**
   * What the mover has before it.
   *
   * @throws RefusedException {@code NOT_ALLOWED} unless an administrator asks
   */
  Backlog backlog(Caller caller) throws RefusedException;
}
