-- What people are shown of contents: docs/specs/contents.md, "Thumbnails" and "Who waits".

-- Made once, at most as large as the limits say, gone with its content.
CREATE TABLE holdfast.content_thumbnail (
  content_id text PRIMARY KEY REFERENCES holdfast.content ON DELETE CASCADE,
  width      integer,
  height     integer,
  data       bytea,
  -- why there is none
  refused    text,
  CHECK ((data IS NULL) = (refused IS NOT NULL) AND (data IS NULL) = (width IS NULL) AND (data IS NULL) = (height IS NULL))
);
ALTER TABLE holdfast.content_thumbnail ALTER COLUMN data SET STORAGE EXTERNAL;

-- Since when an upload did not grow. In no index: each piece changes it.
ALTER TABLE holdfast.content_upload ADD COLUMN grown_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX content_upload_unfinished ON holdfast.content_upload (content_id) WHERE NOT complete AND NOT ended;
CREATE INDEX content_bytes ON holdfast.content (bytes DESC, id);

-- Actions that came and wait for a content, as of their last coming; for people only, nothing hangs on it.
CREATE TABLE holdfast.content_wait (
  device_id  uuid NOT NULL,
  action_id  uuid NOT NULL,
  content_id text NOT NULL,
  user_name  text NOT NULL,
  application text NOT NULL,
  case_id    uuid NOT NULL,
  case_type  text NOT NULL,
  action     text NOT NULL,
  -- what the action calls the file
  name       text NOT NULL,
  bytes      bigint NOT NULL,
  since      timestamptz NOT NULL,
  came_at    timestamptz NOT NULL,
  PRIMARY KEY (device_id, action_id, content_id)
);
CREATE INDEX content_wait_content ON holdfast.content_wait (content_id);
CREATE INDEX content_wait_came ON holdfast.content_wait (came_at);
