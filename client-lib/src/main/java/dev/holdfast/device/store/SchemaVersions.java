package dev.holdfast.device.store;

import java.util.List;

/**
 * The versions of the store's own tables, all named {@code hf_}: each a list of statements that
 * makes it of the one before, never changed once released. Rows of buckets are in tables of {@link
 * Units}.
 */
final class SchemaVersions {
  static final List<List<String>> ALL =
      List.of(
          List.of(
              // Singletons as JSON: session, checkpoint, staging, report.
              """
              CREATE TABLE hf_setting (
                name TEXT PRIMARY KEY,
                value TEXT NOT NULL
              ) WITHOUT ROWID\
              """,
              // live: the version that the device works by; others wait for the switch.
              """
              CREATE TABLE hf_package (
                application TEXT NOT NULL,
                version TEXT NOT NULL,
                digest TEXT NOT NULL,
                source TEXT NOT NULL,
                live INTEGER NOT NULL,
                PRIMARY KEY (application, version, digest)
              ) WITHOUT ROWID\
              """,
              // One per table or case type and list of column types; its rows are in hf_data_ID.
              """
              CREATE TABLE hf_unit (
                id INTEGER PRIMARY KEY,
                application TEXT NOT NULL,
                name TEXT NOT NULL,
                types TEXT NOT NULL,
                UNIQUE (application, name, types)
              )\
              """,
              // The rows of one bucket as received; never reused.
              """
              CREATE TABLE hf_generation (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                unit INTEGER NOT NULL,
                garbage INTEGER NOT NULL DEFAULT 0
              )\
              """,
              "CREATE INDEX hf_generation_garbage ON hf_generation (id) WHERE garbage",
              // What is visible: the switch changes this table.
              """
              CREATE TABLE hf_bucket (
                name TEXT PRIMARY KEY,
                definition TEXT NOT NULL,
                unit INTEGER NOT NULL,
                generation INTEGER NOT NULL,
                rows INTEGER NOT NULL,
                sum INTEGER NOT NULL
              ) WITHOUT ROWID\
              """,
              "CREATE INDEX hf_bucket_unit ON hf_bucket (unit, generation)",
              // Progress of a sync.
              """
              CREATE TABLE hf_staged (
                name TEXT PRIMARY KEY,
                definition TEXT NOT NULL,
                whole INTEGER NOT NULL,
                unit INTEGER NOT NULL,
                generation INTEGER NOT NULL,
                position_transaction TEXT,
                position_key TEXT,
                complete INTEGER NOT NULL DEFAULT 0,
                rows INTEGER NOT NULL DEFAULT 0,
                sum INTEGER NOT NULL DEFAULT 0
              ) WITHOUT ROWID\
              """,
              // Buckets whose digest was wrong: they have to come whole.
              "CREATE TABLE hf_suspect (name TEXT PRIMARY KEY) WITHOUT ROWID",
              // Keys that a staged delta deletes.
              """
              CREATE TABLE hf_tombstone (
                generation INTEGER NOT NULL,
                key TEXT NOT NULL,
                PRIMARY KEY (generation, key)
              ) WITHOUT ROWID\
              """,
              // The queue. submission is the action as it is sent, word for word.
              """
              CREATE TABLE hf_action (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                case_id TEXT NOT NULL,
                submission TEXT NOT NULL,
                status TEXT NOT NULL,
                version INTEGER NOT NULL DEFAULT 0
              )\
              """,
              "CREATE INDEX hf_action_case ON hf_action (case_id, sequence)",
              "CREATE INDEX hf_action_status ON hf_action (status, sequence)",
              // The last that the server said of an action.
              """
              CREATE TABLE hf_outcome (
                action TEXT PRIMARY KEY,
                outcome TEXT NOT NULL
              )\
              """,
              // Cases with unconfirmed actions as the user sees them.
              """
              CREATE TABLE hf_overlay (
                id TEXT PRIMARY KEY,
                application TEXT NOT NULL,
                type TEXT NOT NULL,
                stage TEXT NOT NULL,
                completed INTEGER NOT NULL,
                version INTEGER NOT NULL,
                assignee TEXT,
                fields TEXT NOT NULL
              ) WITHOUT ROWID\
              """,
              """
              CREATE VIEW hf_server_case (id, application, type, stage, completed, version, assignee, fields)
              AS SELECT '', '', '', '', 0, 0, '', '' WHERE 0\
              """,
              """
              CREATE VIEW hf_case AS
              SELECT id, application, type, stage, completed, version, assignee, fields
                FROM hf_server_case s WHERE NOT EXISTS (SELECT 1 FROM hf_overlay o WHERE o.id = s.id)
              UNION ALL
              SELECT id, application, type, stage, completed, version, assignee, fields FROM hf_overlay\
              """),
          List.of(
              // Segments of staged buckets: number is their place, first and last key their rows.
              """
              CREATE TABLE hf_segment (
                generation INTEGER NOT NULL,
                number INTEGER NOT NULL,
                id TEXT NOT NULL,
                rows INTEGER NOT NULL,
                bytes INTEGER NOT NULL,
                done INTEGER NOT NULL DEFAULT 0,
                sum INTEGER NOT NULL DEFAULT 0,
                first_key TEXT,
                last_key TEXT,
                PRIMARY KEY (generation, number)
              ) WITHOUT ROWID\
              """,
              // The snapshot that the segments of a staged bucket show.
              "ALTER TABLE hf_staged ADD COLUMN checkpoint TEXT",
              // What came of a segment before the connection broke.
              """
              CREATE TABLE hf_tail (
                id TEXT PRIMARY KEY,
                tag TEXT NOT NULL,
                encoding TEXT NOT NULL,
                bytes BLOB NOT NULL
              )\
              """),
          List.of(
              // Whether comparing range by range did not help; whether the digest was wrong, not
              // just another history's.
              "ALTER TABLE hf_suspect ADD COLUMN whole INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE hf_suspect ADD COLUMN damaged INTEGER NOT NULL DEFAULT 1",
              // What the held rows under a staged patch count for.
              "ALTER TABLE hf_staged ADD COLUMN base_rows INTEGER",
              "ALTER TABLE hf_staged ADD COLUMN base_sum INTEGER",
              // The last actions that the server has taken: should it lose them, they are offered
              // again.
              """
              CREATE TABLE hf_taken (
                sequence INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                case_id TEXT NOT NULL,
                submission TEXT NOT NULL
              )\
              """),
          List.of(
              // The ranges that are stored of a staged patch, a bit each.
              "ALTER TABLE hf_staged ADD COLUMN patch_bits INTEGER",
              "ALTER TABLE hf_staged ADD COLUMN patch_ranges BLOB",
              "UPDATE hf_staged SET patch_bits = 0, patch_ranges = x'' WHERE base_rows IS NOT NULL",
              "ALTER TABLE hf_staged DROP COLUMN base_rows",
              "ALTER TABLE hf_staged DROP COLUMN base_sum",
              // The rows of a staged patch by their ranges.
              """
              CREATE TABLE hf_patched (
                generation INTEGER NOT NULL,
                range INTEGER NOT NULL,
                key TEXT NOT NULL,
                PRIMARY KEY (generation, range, key)
              ) WITHOUT ROWID\
              """),
          List.of(
              // Where a case belongs, and since when it stands where it stands. The views of cases
              // are made anew after the upgrade.
              "ALTER TABLE hf_overlay ADD COLUMN worklist TEXT",
              "ALTER TABLE hf_overlay ADD COLUMN opened_at TEXT",
              "ALTER TABLE hf_overlay ADD COLUMN stage_since TEXT",
              "ALTER TABLE hf_overlay ADD COLUMN parent TEXT"),
          List.of(
              // Cases are found by their parents; the indexes of what the server has are made with
              // the upgrade.
              "CREATE INDEX IF NOT EXISTS hf_overlay_parent ON hf_overlay (parent)"
                  + " WHERE parent IS NOT NULL"),
          // Rows of tables are found by their keys; the indexes are made with the upgrade.
          List.of(),
          List.of(
              // What went over the network: bytes, by day and kind of connection.
              """
              CREATE TABLE IF NOT EXISTS hf_traffic (
                day TEXT NOT NULL,
                connection TEXT NOT NULL,
                sent INTEGER NOT NULL,
                received INTEGER NOT NULL,
                requests INTEGER NOT NULL,
                PRIMARY KEY (day, connection)
              ) WITHOUT ROWID\
              """),
          List.of(
              // Which of the sync's streams the last line of a staged bucket came in; what was cut
              // below its position, as JSON.
              "ALTER TABLE hf_staged ADD COLUMN stream INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE hf_staged ADD COLUMN late TEXT"),
          List.of(

              // Contents of attachments that are here, each in a file of its own, with its key:
              // taken is whether the server has it, refusal and reason why it does not want it.
              """
              CREATE TABLE IF NOT EXISTS hf_content (
                id TEXT PRIMARY KEY,
                file TEXT NOT NULL,
                key BLOB NOT NULL,
                size INTEGER NOT NULL,
                name TEXT NOT NULL,
                type TEXT NOT NULL,
                stored INTEGER NOT NULL,
                complete INTEGER NOT NULL DEFAULT 0,
                attached_at TEXT,
                sent INTEGER NOT NULL DEFAULT 0,
                taken INTEGER NOT NULL DEFAULT 0,
                refusal TEXT,
                reason TEXT
              ) WITHOUT ROWID\
              """));

  private SchemaVersions() {}
}
