-- How many of the rows expected went to the device so far, told once a second by the node that sends them.
ALTER TABLE holdfast.resync_device ADD COLUMN sent bigint NOT NULL DEFAULT 0;
CREATE OR REPLACE VIEW holdfast.resync_state AS
SELECT r.order_id, r.device_id, d.name, d.user_name, r.status, r.rows, r.changed_at, r.error, r.sent
FROM holdfast.resync_device r JOIN holdfast.device_state d ON d.id = r.device_id
WHERE d.status = 'active' OR r.status IN ('done', 'failed');
-- How many devices of an order stand how.
CREATE INDEX resync_device_status ON holdfast.resync_device (order_id, status);
