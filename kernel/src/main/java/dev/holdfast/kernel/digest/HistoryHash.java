package dev.holdfast.kernel.digest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Links the history of a case to a chain: every entry's hash covers the one before it, so that no
 * entry can be changed, removed or put in unnoticed.
 */
public final class HistoryHash {
  /** What the first entry of a case links to. */
  public static final String START = "0".repeat(64);

  private HistoryHash() {}

  /**
   * The hash of an entry: SHA-256 over the previous hash, a line feed, and the entry as {@link
   * CanonicalJson}.
   *
   * @param previous hash of the entry before, or {@link #START}
   * @param entry everything that the entry says
   * @return lower-case hexadecimal
   * @throws IllegalArgumentException if the entry holds values that canonical JSON does not have
   */
  public static String of(String previous, Map<String, ? extends @Nullable Object> entry) {
    return Sha256.hex(previous + '\n' + CanonicalJson.of(entry));
  }
}
