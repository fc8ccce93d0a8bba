-- Counts the changes of settings, so that two administrators do not undo each
-- other's. A name that is not in the table has its default (lib/db/settings.c).
INSERT INTO setting (name, value, updated_at) VALUES ('version', '1',
  UTC_TIMESTAMP());
