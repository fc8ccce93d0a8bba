-- Two people who change a school's names don't overwrite each other.
ALTER TABLE school ADD COLUMN version INT UNSIGNED NOT NULL DEFAULT 1;
