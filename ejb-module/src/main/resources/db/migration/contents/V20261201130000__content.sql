-- Contents of attachments: docs/specs/contents.md, "On the server".

CREATE TABLE holdfast.content_upload (
  id          uuid PRIMARY KEY,
  content_id  text NOT NULL CHECK (content_id ~ '^[0-9a-f]{64}$'),
  bytes       bigint NOT NULL CHECK (bytes >= 0),
  received    bigint NOT NULL CHECK (received BETWEEN 0 AND bytes),
  type        text NOT NULL,
  application text NOT NULL,
  case_type   text NOT NULL,
  field       text NOT NULL,
  user_name   text NOT NULL,
  device_id   uuid NOT NULL,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  -- all of it came, and was what it was said to be
  complete    boolean NOT NULL DEFAULT false,
  -- its pieces are kept, or are to come; not so where the server had the content from somebody else
  holds       boolean NOT NULL,
  -- it is for nobody any more; pieces and row go in small transactions
  ended       boolean NOT NULL DEFAULT false
);
CREATE INDEX content_upload_user ON holdfast.content_upload (user_name, content_id) WHERE NOT ended;
CREATE INDEX content_upload_device ON holdfast.content_upload (device_id, expires_at) INCLUDE (bytes) WHERE NOT ended;
CREATE INDEX content_upload_application ON holdfast.content_upload (application) INCLUDE (bytes) WHERE holds AND NOT ended;
CREATE INDEX content_upload_expiry ON holdfast.content_upload (expires_at) WHERE NOT ended AND NOT (complete AND holds);
CREATE INDEX content_upload_ended ON holdfast.content_upload (id) WHERE ended;

-- 256 KiB each, but the last one of an upload. Stored as they are: pictures don't get smaller, and a range is cut out of it.
CREATE TABLE holdfast.content_piece (
  upload_id uuid NOT NULL REFERENCES holdfast.content_upload,
  number    integer NOT NULL CHECK (number >= 0),
  data      bytea NOT NULL,
  PRIMARY KEY (upload_id, number)
);
ALTER TABLE holdfast.content_piece ALTER COLUMN data SET STORAGE EXTERNAL;

CREATE TABLE holdfast.content (
  id           text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{64}$'),
  bytes        bigint NOT NULL CHECK (bytes >= 0),
  type         text NOT NULL,
  -- whose pieces are its bytes
  upload_id    uuid NOT NULL UNIQUE REFERENCES holdfast.content_upload,
  completed_at timestamptz NOT NULL,
  -- since when it may be used; null as long as a scanner has not looked at it, or refuses it
  cleared_at   timestamptz,
  -- what a scanner said against it
  refused      text,
  CHECK (cleared_at IS NULL OR refused IS NULL)
);
CREATE INDEX content_unscanned ON holdfast.content (completed_at) WHERE cleared_at IS NULL AND refused IS NULL;

-- Who names a content, whether or not the server has it: what an older version stored had none.
CREATE TABLE holdfast.content_use (
  content_id text NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('case', 'history', 'issue')),
  -- the case, and of an issue its id
  owner      uuid NOT NULL,
  PRIMARY KEY (content_id, kind, owner)
);
CREATE INDEX content_use_owner ON holdfast.content_use (owner, kind);

CREATE TABLE holdfast.content_sender (
  content_id text NOT NULL,
  user_name  text NOT NULL,
  sent_at    timestamptz NOT NULL,
  PRIMARY KEY (content_id, user_name)
);
CREATE INDEX content_sender_sent ON holdfast.content_sender (sent_at);

INSERT INTO holdfast.content_use (content_id, kind, owner)
  SELECT DISTINCT named ->> 'id', 'case', c.id
  FROM holdfast.case_file c, jsonb_path_query(c.fields,
    'strict $.** ? (@.id like_regex "^[0-9a-f]{64}$" && @.name.type() == "string" && @.size.type() == "number")') named
  UNION
  SELECT DISTINCT named ->> 'id', 'history', e.case_id
  FROM holdfast.history_entry e, jsonb_path_query(e.changes,
    'strict $.** ? (@.id like_regex "^[0-9a-f]{64}$" && @.name.type() == "string" && @.size.type() == "number")') named;
