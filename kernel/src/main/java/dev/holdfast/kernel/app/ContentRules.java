package dev.holdfast.kernel.app;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What contents a field of type attachment takes, and how devices come by them.
 *
 * @param maxBytes greatest length in bytes, null for what the server takes at all
 * @param types media types, as {@code image/png} or {@code image/*}, in the document's order; empty
 *     if any
 * @param fetch when devices fetch the content
 */
public record ContentRules(@Nullable Long maxBytes, List<String> types, Fetch fetch) {

  /** Any content, fetched when it is asked for. */
  public static final ContentRules ANY = new ContentRules(null, List.of(), Fetch.ON_DEMAND);

  private static final String ALL = "/*";

  /** When a device fetches a content that a case on it names. */
  public enum Fetch {
    /** When a person asks for it. */
    ON_DEMAND,
    /** By itself, as soon as the case is there. */
    EAGER
  }

  /** Whether a content of so many bytes may be attached. */
  public boolean takesBytes(long bytes) {
    return maxBytes == null || bytes <= maxBytes;
  }

  /**
   * Whether a content of a media type may be attached.
   *
   * @param type in lower case, without parameters
   */
  public boolean takesType(String type) {
    return types.isEmpty() || types.stream().anyMatch(taken -> covers(taken, type));
  }

  private static boolean covers(String taken, String type) {
    return taken.endsWith(ALL)
        ? type.startsWith(taken.substring(0, taken.length() - 1))
        : type.equals(taken);
  }
}
