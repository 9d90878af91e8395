-- Cases. Their types and fields are the business of application packages.

CREATE TABLE holdfast.case_file (
  id               uuid PRIMARY KEY,
  application      text NOT NULL,
  type             text NOT NULL,
  stage            text NOT NULL,
  completed        boolean NOT NULL,
  version          bigint NOT NULL CHECK (version > 0),
  assignee         text,
  fields           jsonb NOT NULL,
  package_version  text NOT NULL,
  created_at       timestamptz NOT NULL,
  changed_at       timestamptz NOT NULL,
  -- the device that made every version after last_device_from; null if a person decided in the console
  last_device      uuid,
  last_device_from bigint NOT NULL,
  -- the action that made the present version
  last_action      uuid NOT NULL
);
CREATE INDEX case_file_changed ON holdfast.case_file (changed_at, id);
CREATE INDEX case_file_type ON holdfast.case_file (application, type, stage) WHERE NOT completed;
