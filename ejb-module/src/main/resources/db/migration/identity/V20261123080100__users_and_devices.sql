-- Who may sign in, and the devices they have enrolled.

CREATE TABLE holdfast.app_user (
  name          text PRIMARY KEY CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$'),
  display_name  text NOT NULL,
  password_hash text NOT NULL,
  enabled       boolean NOT NULL,
  -- counts up with every new password: ends the sessions that an old one opened
  session_epoch bigint NOT NULL,
  version       bigint NOT NULL
);
-- Names that differ in case only would be taken for one another.
CREATE UNIQUE INDEX app_user_lower_name ON holdfast.app_user (lower(name));

CREATE TABLE holdfast.user_role (
  user_name text NOT NULL REFERENCES holdfast.app_user (name),
  role      text NOT NULL,
  PRIMARY KEY (user_name, role)
);
CREATE INDEX user_role_role ON holdfast.user_role (role);

CREATE TABLE holdfast.user_attribute (
  user_name text NOT NULL REFERENCES holdfast.app_user (name),
  attribute text NOT NULL,
  value     text NOT NULL,
  PRIMARY KEY (user_name, attribute, value)
);

CREATE TABLE holdfast.device (
  id                 uuid PRIMARY KEY,
  user_name          text NOT NULL REFERENCES holdfast.app_user (name),
  name               text NOT NULL,
  platform           text NOT NULL,
  client_version     text NOT NULL,
  enrolled_at        timestamptz NOT NULL,
  last_contact_at    timestamptz,
  revoked_at         timestamptz,
  wipe_requested_at  timestamptz,
  -- who revoked it or had it wiped, and why
  ended_by           text,
  ended_reason       text,
  -- the session that its tokens belong to, null after signing out
  session_id         uuid,
  session_epoch      bigint NOT NULL,
  -- SHA-256 of the refresh token just used, and of its successors, none of which has been used
  refresh_used       bytea,
  refresh_next       bytea[] NOT NULL,
  refresh_expires_at timestamptz
);
CREATE INDEX device_user ON holdfast.device (user_name);
