-- What comparisons of a unit's source and capture found, the newest of each unit.
CREATE TABLE holdfast.capture_verification (
  unit text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- who asked for it, null for the server itself
  asked_by text,
  -- what made the unit suspect, null if a person asked
  reason text,
  missing bigint NOT NULL,
  extra bigint NOT NULL,
  different bigint NOT NULL
);
CREATE INDEX ON holdfast.capture_verification (unit, at);
