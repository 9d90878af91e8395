package dev.holdfast.it.server;

import java.util.UUID;

/** Histories that are read in several parts, as a database would have them after long work. */
public final class LongHistory {
  private static final int ENTRIES = 1_200;
  private static final int NEVER = 0;

  private LongHistory() {}

  /** One that is as it should be, but for its hashes; returns its case. */
  public static UUID whole() {
    return written(NEVER);
  }

  /** One that can't be read to its end: the database fails long after its first part was read. */
  public static UUID failing() {
    return written(ENTRIES - 1);
  }

  private static UUID written(int broken) {
    UUID id = UUID.randomUUID();
    ServerTest.sql(
        """
        INSERT INTO holdfast.history_entry
        SELECT '%1$s', i, now(), 'alice', NULL, 'record', NULL, 'applied', NULL, i, i - 1, '1.0.0', NULL, 0,
          CASE WHEN i = %3$d THEN '{"note": ["neither before nor after"]}'
            ELSE jsonb_build_object('note', jsonb_build_array(NULL, repeat(md5(i::text), 10))) END,
          '{}', '', ''
        FROM generate_series(1, %2$d) i
        """
            .formatted(id, ENTRIES, broken),
        "INSERT INTO holdfast.history_head VALUES ('%s', %d, '')".formatted(id, ENTRIES));
    return id;
  }
}
