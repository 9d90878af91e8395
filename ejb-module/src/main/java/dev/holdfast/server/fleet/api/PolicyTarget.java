package dev.holdfast.server.fleet.api;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.util.Locale;

/**
 * Whom a policy is for. As text {@code everyone}, {@code application:NAME} or {@code role:NAME}.
 *
 * @param kind what {@code name} names
 * @param name application or role; empty for everyone
 */
public record PolicyTarget(Kind kind, String name) {
  /** Every device. */
  public static final PolicyTarget ALL = new PolicyTarget(Kind.EVERYONE, "");

  /** What a target names, each more specific than the one before. */
  public enum Kind {
    EVERYONE,
    APPLICATION,
    ROLE
  }

  /**
   * Reads the text.
   *
   * @throws RefusedException {@code INVALID} if it is no target
   */
  public static PolicyTarget of(String text) throws RefusedException {
    if (text.equals(ALL.text())) {
      return ALL;
    }
    for (Kind kind : new Kind[] {Kind.APPLICATION, Kind.ROLE}) {
      String prefix = code(kind) + ':';
      if (text.startsWith(prefix) && text.length() > prefix.length()) {
        return new PolicyTarget(kind, text.substring(prefix.length()));
      }
    }
    throw new RefusedException(
        ErrorCode.INVALID,
        "A policy is for everyone, application:NAME or role:NAME, not for " + text + '.');
  }

  /** As text. */
  public String text() {
    return kind == Kind.EVERYONE ? code(kind) : code(kind) + ':' + name;
  }

  private static String code(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
