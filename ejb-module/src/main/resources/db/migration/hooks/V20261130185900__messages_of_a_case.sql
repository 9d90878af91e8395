-- The messages about a case go with it.
CREATE INDEX webhook_delivery_of_case ON holdfast.webhook_delivery (case_id);
