-- Who may decide on the issues of a workbasket besides administrators; one that is not here has no members.

CREATE TABLE holdfast.workbasket (
  name    text PRIMARY KEY,
  users   text[] NOT NULL,
  roles   text[] NOT NULL,
  version bigint NOT NULL
);
