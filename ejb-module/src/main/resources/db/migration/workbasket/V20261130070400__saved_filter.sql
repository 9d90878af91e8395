-- Filters that somebody keeps, for himself or for everybody who may look.

CREATE TABLE holdfast.saved_filter (
  id         uuid PRIMARY KEY,
  owner      text NOT NULL,
  name       text NOT NULL,
  shared     boolean NOT NULL,
  parameters jsonb NOT NULL,
  version    bigint NOT NULL,
  UNIQUE (owner, name)
);
CREATE INDEX saved_filter_shared ON holdfast.saved_filter (name) WHERE shared;
