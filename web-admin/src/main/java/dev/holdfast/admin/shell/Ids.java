package dev.holdfast.admin.shell;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids as they stand in addresses. */
public final class Ids {
  private Ids() {}

  /** The id, null if there is none or it can't be one: then there is nothing under it either. */
  public static @Nullable UUID of(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }
}
