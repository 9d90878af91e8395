-- Keys that all nodes share, made at first need.
CREATE TABLE holdfast.server_secret (
  name text PRIMARY KEY,
  value bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- The identity of this database's history, one row. cluster is the system identifier under which it was written: another one means
-- that the database was restored into a new cluster, where the transaction ids of the old one mean nothing.
CREATE TABLE holdfast.epoch (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  epoch uuid NOT NULL,
  cluster text NOT NULL,
  since timestamptz NOT NULL DEFAULT now()
);

INSERT INTO holdfast.epoch (epoch, cluster)
SELECT gen_random_uuid(), system_identifier::text FROM pg_control_system();
