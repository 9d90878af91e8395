package dev.holdfast.kernel.digest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes along the chain of a case's history, as the server keeps it or as it was exported, and finds
 * the first entry that is wrong or missing. Entries may be missing where the next one says that
 * they were removed under a rule, which ones, and no others. Not thread-safe.
 */
public final class HistoryChain {
  /** The action of an entry that stands in the place of others. */
  public static final String REMOVED = "history:removed";

  /** What it changed: the position of the first entry that was removed. */
  public static final String FIRST_REMOVED = "first-removed";

  /** What it changed: the position of the last one. */
  public static final String LAST_REMOVED = "last-removed";

  private long position;
  private String hash = HistoryHash.START;
  private long brokenAt;

  /**
   * Takes the next entry.
   *
   * @param content all that it says, in JSON form
   * @param previous the hash of the one before it
   * @param own its own hash
   * @return whether it and all before it are as they were written
   */
  public boolean accept(
      Map<String, ? extends @Nullable Object> content, String previous, String own) {
    if (brokenAt == 0 && !fits(content, previous, own)) {
      brokenAt = position + 1;
    }
    return brokenAt == 0;
  }

  /**
   * The position of the first entry that is wrong or missing, 0 if there is none.
   *
   * @param endPosition position of the last entry, as it is kept beside the chain; 0 if there is
   *     none
   * @param endHash its hash; {@link HistoryHash#START} if there is none
   */
  public long brokenAt(long endPosition, String endHash) {
    if (brokenAt > 0 || position == endPosition && hash.equals(endHash)) {
      return brokenAt;
    }
    return position == endPosition ? position : Math.min(position, endPosition) + 1;
  }

  private boolean fits(
      Map<String, ? extends @Nullable Object> content, String previous, String own) {
    if (!(content.get("position") instanceof Number at)
        || !(follows(at.longValue(), previous) || fillsGap(at.longValue(), content))
        || !isHash(own, content, previous)) {
      return false;
    }
    position = at.longValue();
    hash = own;
    return true;
  }

  private static boolean isHash(
      String own, Map<String, ? extends @Nullable Object> content, String previous) {
    try {
      return own.equals(HistoryHash.of(previous, content));
    } catch (IllegalArgumentException e) {
      return false; // it has what no entry of ours has
    }
  }

  private boolean follows(long at, String previous) {
    return at == position + 1 && previous.equals(hash);
  }

  private boolean fillsGap(long at, Map<String, ? extends @Nullable Object> content) {
    return REMOVED.equals(content.get("action"))
        && at > position + 1
        && changedTo(content, FIRST_REMOVED) == position + 1
        && changedTo(content, LAST_REMOVED) == at - 1;
  }

  private static long changedTo(Map<String, ? extends @Nullable Object> content, String field) {
    return content.get("changes") instanceof Map<?, ?> changes
            && changes.get(field) instanceof List<?> pair
            && pair.size() == 2
            && pair.get(1) instanceof Number at
        ? at.longValue()
        : 0;
  }
}
