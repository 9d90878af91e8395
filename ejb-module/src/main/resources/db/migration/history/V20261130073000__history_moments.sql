-- Since when an entry has the moment of the case that it made, to the microsecond; before, it had one of its own, somewhat later. Empty where there
-- was no such entry.
CREATE TABLE holdfast.history_moments (
  since timestamptz NOT NULL
);

INSERT INTO holdfast.history_moments (since) SELECT now() WHERE EXISTS (SELECT FROM holdfast.history_entry);
