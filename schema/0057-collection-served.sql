-- account_id and enrolment_id NULL: the department serves a student who has
-- no account yet. At most one live attempt a row of the roster.
ALTER TABLE collection
  MODIFY roster_id BIGINT UNSIGNED NOT NULL,
  MODIFY account_id BIGINT UNSIGNED NULL,
  MODIFY enrolment_id BIGINT UNSIGNED NULL,
  ADD KEY collection_enrolment (enrolment_id),
  DROP KEY collection_live,
  ADD UNIQUE KEY collection_live (roster_id, live),
  ADD CONSTRAINT collection_roster FOREIGN KEY (roster_id)
    REFERENCES roster (id);
