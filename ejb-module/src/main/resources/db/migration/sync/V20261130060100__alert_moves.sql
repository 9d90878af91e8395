-- Alerts are platform's from here on: raised_alert. Of the open ones about the same, the first stays for all devices.
CREATE TEMPORARY TABLE alert_kept ON COMMIT DROP AS
  SELECT id, CASE WHEN closed_at IS NULL
                  THEN first_value(id) OVER (PARTITION BY kind, subject, closed_at IS NULL ORDER BY first_at, id)
                  ELSE id END AS kept
  FROM holdfast.alert;
INSERT INTO holdfast.raised_alert (id, kind, subject, detail, first_at, last_at, times, devices, closed_at, closed_by, closed_reason)
  SELECT a.id, a.kind, a.subject, a.detail, a.first_at, s.last_at, s.times, s.devices, a.closed_at, a.closed_by, a.closed_reason
  FROM holdfast.alert a
  JOIN (SELECT k.kept, max(o.last_at) AS last_at, sum(o.times) AS times, count(DISTINCT o.device_id) AS devices
        FROM holdfast.alert o JOIN alert_kept k ON k.id = o.id GROUP BY k.kept) s ON s.kept = a.id;
INSERT INTO holdfast.alert_device (alert_id, device_id, first_at, last_at, times)
  SELECT k.kept, a.device_id, min(a.first_at), max(a.last_at), sum(a.times)
  FROM holdfast.alert a JOIN alert_kept k ON k.id = a.id WHERE a.device_id IS NOT NULL GROUP BY k.kept, a.device_id;
DROP TABLE holdfast.alert;
