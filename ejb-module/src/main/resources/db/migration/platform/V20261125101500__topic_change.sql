-- What nodes keep in memory and has changed: users, devices, resync orders, logic. Written by triggers, so whoever changes them is noticed;
-- insert only, so writers never wait for each other; rows that every node has seen are purged.
CREATE TABLE holdfast.topic_change (
  topic text NOT NULL,
  key text NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX ON holdfast.topic_change (xid);

-- Trigger (topic, key column), for each row: what has this key changed. Trigger (topic): all of the topic has.
CREATE FUNCTION holdfast.note_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO holdfast.topic_change (topic, key) VALUES ('everything', '');
  ELSIF TG_NARGS = 1 THEN
    INSERT INTO holdfast.topic_change (topic, key) VALUES (TG_ARGV[0], '');
  ELSE
    IF TG_OP <> 'INSERT' THEN
      INSERT INTO holdfast.topic_change (topic, key) VALUES (TG_ARGV[0], to_jsonb(OLD) ->> TG_ARGV[1]);
    END IF;
    IF TG_OP = 'INSERT' OR TG_OP = 'UPDATE' AND to_jsonb(OLD) -> TG_ARGV[1] <> to_jsonb(NEW) -> TG_ARGV[1] THEN
      INSERT INTO holdfast.topic_change (topic, key) VALUES (TG_ARGV[0], to_jsonb(NEW) ->> TG_ARGV[1]);
    END IF;
  END IF;
  RETURN NULL;
END
$$;
