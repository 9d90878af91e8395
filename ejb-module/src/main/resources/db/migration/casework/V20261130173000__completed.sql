-- Completed cases of a type in the order of their completion: who looks which ones' time is over.
CREATE INDEX case_file_completed ON holdfast.case_file (application, type, changed_at, id) WHERE completed;
