-- Every version that was ever deployed; never changed, never deleted: devices and history refer to them.
CREATE TABLE holdfast.application_package (
  application text NOT NULL,
  version text NOT NULL,
  source text NOT NULL,
  digest text NOT NULL,
  deployed_at timestamptz NOT NULL,
  deployed_by text NOT NULL,
  PRIMARY KEY (application, version)
);

-- The version in force of each application.
CREATE TABLE holdfast.active_package (
  application text PRIMARY KEY,
  version text NOT NULL,
  FOREIGN KEY (application, version) REFERENCES holdfast.application_package
);

-- Who put which version in force, and when.
CREATE TABLE holdfast.package_activation (
  id uuid PRIMARY KEY,
  application text NOT NULL,
  version text NOT NULL,
  activated_at timestamptz NOT NULL,
  activated_by text NOT NULL,
  FOREIGN KEY (application, version) REFERENCES holdfast.application_package
);
CREATE INDEX ON holdfast.package_activation (application, version, activated_at);
