-- Orders of a full synchronization, and where each device stands with them.

CREATE TABLE holdfast.resync_order (
  id         uuid PRIMARY KEY,
  kind       text NOT NULL CHECK (kind IN ('all', 'application', 'role', 'user', 'device')),
  value      text NOT NULL,
  reason     text NOT NULL,
  ordered_by text NOT NULL,
  ordered_at timestamptz NOT NULL
);
CREATE INDEX resync_order_at ON holdfast.resync_order (ordered_at, id);

CREATE TABLE holdfast.resync_device (
  order_id   uuid NOT NULL REFERENCES holdfast.resync_order (id),
  device_id  uuid NOT NULL,
  status     text NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'failed')),
  -- received, or expected while running
  rows       bigint NOT NULL,
  changed_at timestamptz NOT NULL,
  error      text,
  PRIMARY KEY (order_id, device_id)
);
CREATE INDEX resync_device_due ON holdfast.resync_device (device_id) WHERE status <> 'done';

-- Every device with what it told last; seen_at is when it was there for the last time.
CREATE VIEW holdfast.device_state AS
SELECT d.id, d.user_name, d.name, d.platform, d.client_version, d.enrolled_at, d.last_contact_at,
       coalesce(d.last_contact_at, d.enrolled_at) AS seen_at,
       CASE WHEN d.revoked_at IS NOT NULL THEN 'revoked'
            WHEN d.wipe_requested_at IS NOT NULL THEN 'wipe-requested'
            ELSE 'active' END AS status,
       s.last_sync_at, s.kind, coalesce(s.rows, 0) AS rows, coalesce(s.millis, 0) AS millis,
       coalesce(s.pending, 0) AS pending, coalesce(s.package_versions, '{}') AS package_versions, s.error
FROM holdfast.device d LEFT JOIN holdfast.device_sync s ON s.device_id = d.id;

-- The devices that an order concerns. One that was revoked before it could fulfil the order never will: it no longer counts.
CREATE VIEW holdfast.resync_state AS
SELECT r.order_id, r.device_id, d.name, d.user_name, r.status, r.rows, r.changed_at, r.error
FROM holdfast.resync_device r JOIN holdfast.device_state d ON d.id = r.device_id
WHERE d.status = 'active' OR r.status IN ('done', 'failed');
