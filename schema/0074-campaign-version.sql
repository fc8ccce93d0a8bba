-- Two people who change a campaign at once: the second is told.
ALTER TABLE campaign ADD COLUMN version INT UNSIGNED NOT NULL DEFAULT 1;
