-- Up to where capture has forgotten what went from a bucket: who may not see all of these transactions can't have its delta. xid belongs to
-- the history that epoch names.
CREATE TABLE holdfast.bucket_horizon (
  unit text COLLATE "C" NOT NULL,
  bucket bigint NOT NULL,
  xid xid8 NOT NULL,
  epoch text NOT NULL,
  PRIMARY KEY (unit, bucket)
);
