-- An ended device sends once, and acknowledges the order that it was given.
ALTER TABLE holdfast.device
  -- which of the orders that ended it holds; an acknowledgement of another one is none
  ADD COLUMN ended_order integer NOT NULL DEFAULT 0,
  -- since when it sends what it had
  ADD COLUMN leaving_since timestamptz;
