-- The unit of the workbasket is the chain: people see it once, by the issue at its head, and decide on it as one.

ALTER TABLE holdfast.issue
  -- the head of the chain in which it waits, or waited to its end; null if it is one of its own
  ADD COLUMN head uuid,
  -- the head that was decided on without it, so that it is, or waits behind, another head now
  ADD COLUMN released_from uuid,
  -- when it became a head, if it was not one when it came
  ADD COLUMN led_at timestamptz,
  -- the action that it waited behind when it ended: what follows it comes behind that
  ADD COLUMN ended_behind uuid,
  DROP CONSTRAINT issue_status_check;

-- Who had every submission behind a head that nobody had has the chain now; else a claim on what waits ends. Items of
-- batches that run go on knowing the version that was seen.
WITH RECURSIVE chain AS (
  SELECT h.id AS head, m.id, m.action_id, m.claimed_by
  FROM holdfast.issue m JOIN holdfast.issue h ON h.action_id = m.behind_action
  WHERE m.status <> 'resolved' AND h.status <> 'resolved' AND h.behind_action IS NULL
  UNION
  SELECT c.head, m.id, m.action_id, m.claimed_by FROM chain c JOIN holdfast.issue m ON m.behind_action = c.action_id
  WHERE m.status <> 'resolved'),
held AS (
  SELECT c.head, min(c.claimed_by) AS by FROM chain c JOIN holdfast.issue h ON h.id = c.head AND h.claimed_by IS NULL
  GROUP BY c.head HAVING count(*) = count(c.claimed_by) AND min(c.claimed_by) = max(c.claimed_by)),
change AS (
  SELECT id, head, 'waiting' AS status, NULL AS claimed_by FROM chain
  UNION ALL SELECT head, NULL, 'claimed', by FROM held),
said AS (
  INSERT INTO holdfast.issue_event (issue_id, at, user_name, kind, text)
  SELECT id, now(), claimed_by, 'released', claimed_by FROM chain WHERE claimed_by IS NOT NULL
  UNION ALL SELECT head, now(), by, 'claimed', '' FROM held),
seen AS (
  UPDATE holdfast.issue_batch_item x SET version = x.version + 1
  FROM change c, holdfast.issue_batch b
  WHERE x.issue_id = c.id AND x.state = 'waiting' AND b.id = x.batch_id AND b.ended_at IS NULL)
UPDATE holdfast.issue i
SET head = c.head, status = c.status, claimed_by = c.claimed_by, version = i.version + 1
FROM change c WHERE c.id = i.id;

-- what waited behind one that has ended waits for nobody
UPDATE holdfast.issue SET behind_action = NULL WHERE behind_action IS NOT NULL AND status NOT IN ('waiting', 'resolved');

ALTER TABLE holdfast.issue
  ADD CONSTRAINT issue_status_check CHECK (status IN ('open', 'claimed', 'waiting', 'resolved')),
  ADD CONSTRAINT issue_waits_check CHECK (status <> 'waiting' OR head IS NOT NULL);

-- what belongs to a chain, by the chain's head
CREATE INDEX issue_chain ON holdfast.issue ((coalesce(head, id)), status);
-- which chains have such an action, without reading them
CREATE INDEX issue_action ON holdfast.issue (action, head, id);
CREATE INDEX issue_released_from ON holdfast.issue (released_from) WHERE released_from IS NOT NULL;
CREATE INDEX issue_ended_behind ON holdfast.issue (ended_behind) WHERE ended_behind IS NOT NULL;
CREATE INDEX issue_led ON holdfast.issue (led_at) WHERE led_at IS NOT NULL;

-- heads only
DROP INDEX holdfast.issue_unresolved, holdfast.issue_unresolved_basket, holdfast.issue_cause, holdfast.issue_resolved, holdfast.issue_untold;
CREATE INDEX issue_unresolved ON holdfast.issue (received_at, id) WHERE head IS NULL AND status <> 'resolved';
CREATE INDEX issue_unresolved_basket ON holdfast.issue (workbasket, received_at, id) INCLUDE (status)
  WHERE head IS NULL AND status <> 'resolved';
CREATE INDEX issue_cause ON holdfast.issue (reason, application, case_type, package_version, cause)
  INCLUDE (status, workbasket, received_at) WHERE head IS NULL;
CREATE INDEX issue_resolved ON holdfast.issue (resolved_at) INCLUDE (workbasket, reason)
  WHERE head IS NULL AND status = 'resolved';
-- what waits is no news until it is a head
CREATE INDEX issue_untold ON holdfast.issue (number) WHERE NOT told AND status <> 'waiting';

-- A batch takes along what waited behind each of its issues when it was started; null if it leaves that.
ALTER TABLE holdfast.issue_batch ADD COLUMN with_followers boolean NOT NULL DEFAULT false;
ALTER TABLE holdfast.issue_batch_item ADD COLUMN followers uuid[];
