-- The order in the header of the full sync that was begun for this one; its report ends all that were begun as it. What was under way
-- before this is taken as not begun: a report completes the order that it names, and the others are fulfilled again.
ALTER TABLE holdfast.resync_device ADD COLUMN begun_as uuid;
