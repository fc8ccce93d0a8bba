-- An announcement is a campaign's or, for all of them, a school's. version:
-- two registrars don't overwrite each other.
ALTER TABLE announcement
  MODIFY campaign_id BIGINT UNSIGNED NULL,
  ADD COLUMN school_id BIGINT UNSIGNED NULL,
  ADD COLUMN version INT UNSIGNED NOT NULL DEFAULT 1,
  ADD KEY announcement_school (school_id, published_at),
  ADD CONSTRAINT announcement_school FOREIGN KEY (school_id)
    REFERENCES school (id);
