-- The last purge, one row. When it began keeps the next one from beginning too soon, on whichever node.
CREATE TABLE holdfast.purge (
  id         boolean PRIMARY KEY DEFAULT true CHECK (id),
  started_at timestamptz,
  -- null while it runs, or if its node went down in the middle
  ended_at   timestamptz,
  tombstones bigint NOT NULL DEFAULT 0,
  sums       bigint NOT NULL DEFAULT 0,
  syncs      bigint NOT NULL DEFAULT 0
);
INSERT INTO holdfast.purge DEFAULT VALUES;
