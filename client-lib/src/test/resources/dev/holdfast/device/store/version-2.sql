-- What the versions of the library made that wrote stores of version 2.
CREATE TABLE hf_setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE hf_package (
  application TEXT NOT NULL,
  version TEXT NOT NULL,
  digest TEXT NOT NULL,
  source TEXT NOT NULL,
  live INTEGER NOT NULL,
  PRIMARY KEY (application, version, digest)
) WITHOUT ROWID;
CREATE TABLE hf_unit (
  id INTEGER PRIMARY KEY,
  application TEXT NOT NULL,
  name TEXT NOT NULL,
  types TEXT NOT NULL,
  UNIQUE (application, name, types)
);
CREATE TABLE hf_generation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit INTEGER NOT NULL,
  garbage INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX hf_generation_garbage ON hf_generation (id) WHERE garbage;
CREATE TABLE hf_bucket (
  name TEXT PRIMARY KEY,
  definition TEXT NOT NULL,
  unit INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  sum INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX hf_bucket_unit ON hf_bucket (unit, generation);
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
) WITHOUT ROWID;
CREATE TABLE hf_suspect (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE hf_tombstone (
  generation INTEGER NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (generation, key)
) WITHOUT ROWID;
CREATE TABLE hf_action (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL,
  submission TEXT NOT NULL,
  status TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX hf_action_case ON hf_action (case_id, sequence);
CREATE INDEX hf_action_status ON hf_action (status, sequence);
CREATE TABLE hf_outcome (
  action TEXT PRIMARY KEY,
  outcome TEXT NOT NULL
);
CREATE TABLE hf_overlay (
  id TEXT PRIMARY KEY,
  application TEXT NOT NULL,
  type TEXT NOT NULL,
  stage TEXT NOT NULL,
  completed INTEGER NOT NULL,
  version INTEGER NOT NULL,
  assignee TEXT,
  fields TEXT NOT NULL
) WITHOUT ROWID;
CREATE VIEW hf_server_case (id, application, type, stage, completed, version, assignee, fields)
AS SELECT '', '', '', '', 0, 0, '', '' WHERE 0;
CREATE VIEW hf_case AS
SELECT id, application, type, stage, completed, version, assignee, fields
  FROM hf_server_case s WHERE NOT EXISTS (SELECT 1 FROM hf_overlay o WHERE o.id = s.id)
UNION ALL
SELECT id, application, type, stage, completed, version, assignee, fields FROM hf_overlay;
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
) WITHOUT ROWID;
ALTER TABLE hf_staged ADD COLUMN checkpoint TEXT;
CREATE TABLE hf_tail (
  id TEXT PRIMARY KEY,
  tag TEXT NOT NULL,
  encoding TEXT NOT NULL,
  bytes BLOB NOT NULL
);
