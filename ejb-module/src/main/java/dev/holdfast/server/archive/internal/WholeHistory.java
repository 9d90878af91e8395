package dev.holdfast.server.archive.internal;

import dev.holdfast.server.history.api.ChainedEntry;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.History.End;
import dev.holdfast.server.platform.api.Parts;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A history up to where it ended at a moment, read part by part.
 *
 * @param history where it is
 * @param caseId whose it is
 * @param end its last entry
 */
record WholeHistory(History history, UUID caseId, End end) {

  /**
   * Hands on all entries, oldest first.
   *
   * @throws IOException if entries were removed meanwhile
   */
  void each(Parts.Taker<ChainedEntry> taker) throws IOException {
    long[] reached = {0};
    Parts.<ChainedEntry>each(
        this::after,
        part -> {
          taker.take(part);
          reached[0] = position(part.get(part.size() - 1));
        });
    if (reached[0] != end.position()) {
      throw new IOException("entries of case " + caseId + " were removed meanwhile");
    }
  }

  private List<ChainedEntry> after(@Nullable ChainedEntry last) {
    return history.after(caseId, last == null ? 0 : position(last), Parts.SIZE).stream()
        .filter(entry -> position(entry) <= end.position())
        .toList();
  }

  private static long position(ChainedEntry entry) {
    return entry.entry().position();
  }
}
