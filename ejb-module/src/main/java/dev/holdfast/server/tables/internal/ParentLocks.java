package dev.holdfast.server.tables.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a transaction that writes referring rows and one that writes rows referred to wait for each
 * other, so that the second of them sees what the first did. Without it each would compute
 * memberships from the other's state before, and both would commit.
 *
 * <p>A row referred to that exists is locked {@code FOR SHARE}. One that does not exist yet can't
 * be; for it the referring side takes a shared and the inserting side an exclusive advisory lock on
 * one of {@value #SLOTS} slots of the relation. Not where both sides are ordered before they write:
 * there all who insert would only wait for each other.
 */
final class ParentLocks {
  private static final int SLOTS = 256;

  private ParentLocks() {}

  /**
   * Statements, in order, that lock what rows refer to, directly and further on. To be run before
   * the memberships are computed, in statements of their own: only the next statement sees what was
   * waited for.
   *
   * @param shape the unit
   * @param base the step that leads to the rows at hand, null for the unit's own rows
   * @param rows query that yields the rows at hand, with their columns
   */
  static List<String> of(UnitShape shape, @Nullable JoinStep base, String rows) {
    List<String> statements = new ArrayList<>();
    for (JoinStep step : shape.joins()) {
      String from = chain(base, step, rows);
      if (from != null) {
        statements.add(existing(step, from));
        if (!step.hop().ordered()) {
          statements.add(missing(step, from));
          statements.add(existing(step, from));
        }
      }
    }
    return statements;
  }

  /** Locks the slots of keys that come into being, which referring transactions may wait for. */
  static String appearing(JoinStep step, String keys) {
    return String.format(
        "SELECT pg_advisory_xact_lock(%s, slot) FROM (SELECT DISTINCT %s AS slot FROM (%s) k"
            + " ORDER BY slot) l",
        relation(step), slot("k.key"), keys);
  }

  private static String existing(JoinStep step, String from) {
    return String.format(
        "SELECT 1 FROM %s q WHERE EXISTS (SELECT 1 FROM %s WHERE %s) ORDER BY q.%s FOR SHARE OF q",
        step.parent().sql(), from, step.towards("q"), SqlText.identifier(step.key().name()));
  }

  private static String missing(JoinStep step, String from) {
    return String.format(
        "SELECT pg_advisory_xact_lock_shared(%s, slot) FROM (SELECT DISTINCT %s AS slot FROM %s"
            + " WHERE %s IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %s q WHERE %s) ORDER BY slot) l",
        relation(step),
        slot(step.reference()),
        from,
        step.reference(),
        step.parent().sql(),
        step.towards("q"));
  }

  /** The rows at hand joined up to where a step starts; null if it doesn't start from them. */
  private static @Nullable String chain(@Nullable JoinStep base, JoinStep step, String rows) {
    StringBuilder joins = new StringBuilder();
    JoinStep at = step.from();
    while (at != base) {
      if (at == null) {
        return null;
      }
      joins.insert(0, ' ' + at.join(""));
      at = at.from();
    }
    return "(" + rows + ") " + (base == null ? JoinStep.SOURCE : base.alias()) + joins;
  }

  private static String relation(JoinStep step) {
    return "hashtext(" + SqlText.literal(step.parent().sql()) + ")";
  }

  private static String slot(String text) {
    return "hashtext(" + text + ") & " + (SLOTS - 1);
  }
}
