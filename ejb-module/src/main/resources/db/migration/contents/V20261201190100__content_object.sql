-- Where complete contents lie: docs/specs/contents.md, "Where they lie".

-- An object in the store beside the database. The row is there before the object and after it, so that none is forgotten.
CREATE TABLE holdfast.content_object (
  id      uuid PRIMARY KEY,
  -- copying: being written and looked at; kept: a content's bytes; doomed: to be removed, for nobody any more
  state   text NOT NULL CHECK (state IN ('copying', 'kept', 'doomed')),
  -- the store's name of an upload in parts, which has to be given up with it
  upload  text,
  made_at timestamptz NOT NULL
);
CREATE INDEX content_object_unkept ON holdfast.content_object (state, id) WHERE state <> 'kept';

ALTER TABLE holdfast.content
  -- whose bytes are its own; null: its pieces are
  ADD COLUMN object_id uuid UNIQUE REFERENCES holdfast.content_object,
  -- whether it has pieces: all of them if it has no object
  ADD COLUMN in_pieces boolean NOT NULL DEFAULT true,
  -- its first bytes, as long as it has an object
  ADD COLUMN head bytea,
  -- not to be moved before, since that went wrong
  ADD COLUMN move_after timestamptz,
  ADD CHECK (object_id IS NOT NULL OR in_pieces);
CREATE INDEX content_here ON holdfast.content (completed_at, id) WHERE object_id IS NULL AND bytes > 0;
CREATE INDEX content_twice ON holdfast.content (id) WHERE object_id IS NOT NULL AND in_pieces;
