-- With what an administrator ordered to end a device, and what the device told of it.
CREATE OR REPLACE VIEW holdfast.device_state AS
SELECT d.id, d.user_name, d.name, d.platform, d.client_version, d.enrolled_at, d.last_contact_at,
       coalesce(d.last_contact_at, d.enrolled_at) AS seen_at,
       CASE WHEN d.erased_at IS NOT NULL THEN 'wiped'
            WHEN coalesce(d.revoked_at, d.told_to_erase_at) IS NOT NULL THEN 'revoked'
            WHEN d.wipe_requested_at IS NOT NULL THEN 'wipe-requested'
            ELSE 'active' END AS status,
       s.last_sync_at, s.kind, coalesce(s.rows, 0) AS rows, coalesce(s.millis, 0) AS millis,
       coalesce(s.pending, 0) AS pending, coalesce(s.package_versions, '{}') AS package_versions, s.error,
       coalesce(s.buckets, 0) AS buckets,
       d.ended_by, d.ended_reason, d.revoked_at, d.wipe_requested_at, d.accepts_unsent, d.told_to_erase_at,
       d.left_at, d.left_unsent, d.erased_at
FROM holdfast.device d LEFT JOIN holdfast.device_sync s ON s.device_id = d.id;
