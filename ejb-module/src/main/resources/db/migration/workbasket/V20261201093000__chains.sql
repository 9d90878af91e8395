-- The unit of the workbasket is the chain: people see it once, by the issue at its head, and decide on it as one.

ALTER TABLE holdfast.issue
  -- the head of the chain in which it waits, or waited to its end; null if it is one of its own
  ADD COLUMN head uuid,
  -- the head that was decided on without it, so that it is, or waits behind, another head now
  ADD COLUMN released_from uuid,
  DROP CONSTRAINT issue_status_check;

WITH RECURSIVE chain AS (
  SELECT h.id AS head, m.id, m.action_id FROM holdfast.issue m JOIN holdfast.issue h ON h.action_id = m.behind_action
  WHERE m.status <> 'resolved' AND h.status <> 'resolved' AND h.behind_action IS NULL
  UNION
  SELECT c.head, m.id, m.action_id FROM chain c JOIN holdfast.issue m ON m.behind_action = c.action_id
  WHERE m.status <> 'resolved')
UPDATE holdfast.issue i SET head = chain.head, status = 'waiting', claimed_by = NULL, version = i.version + 1
FROM chain WHERE chain.id = i.id;

ALTER TABLE holdfast.issue
  ADD CONSTRAINT issue_status_check CHECK (status IN ('open', 'claimed', 'waiting', 'resolved')),
  ADD CONSTRAINT issue_waits_check CHECK (status <> 'waiting' OR head IS NOT NULL);

-- what belongs to a chain, by the chain's head
CREATE INDEX issue_chain ON holdfast.issue ((coalesce(head, id)), status);
CREATE INDEX issue_released_from ON holdfast.issue (released_from) WHERE released_from IS NOT NULL;

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
