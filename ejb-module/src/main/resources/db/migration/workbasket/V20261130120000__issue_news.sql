-- Whether the members of its workbasket were told of an issue by mail, or need not be.

ALTER TABLE holdfast.issue ADD COLUMN told boolean NOT NULL DEFAULT true;
ALTER TABLE holdfast.issue ALTER COLUMN told SET DEFAULT false;
CREATE INDEX issue_untold ON holdfast.issue (number) WHERE NOT told;
