-- 100,000 work orders of about 280 bytes in 20 regions; the same rows at every run.
CREATE SCHEMA bench;
CREATE TABLE bench.work_order (
  id uuid PRIMARY KEY,
  region text NOT NULL,
  status text NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  assignee text,
  amount numeric(12, 2) NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL
);
INSERT INTO bench.work_order
SELECT
  md5('work order ' || n)::uuid,
  'region-' || lpad((n % 20)::text, 2, '0'),
  (ARRAY['planned', 'assigned', 'on-site', 'done'])[1 + n % 4],
  'Inspect transformer ' || n || ' and replace worn parts',
  md5('a' || n) || ' ' || md5('b' || n) || ' ' || md5('c' || n),
  CASE WHEN n % 7 = 0 THEN NULL ELSE 'worker-' || n % 113 END,
  n % 100000 / 100.0,
  timestamptz '2026-01-01 00:00:00Z' + n * interval '37 seconds',
  1 + n % 9
FROM generate_series(1, 100000) AS n;
