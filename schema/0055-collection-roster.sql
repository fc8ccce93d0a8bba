-- Whose photo it is, also before the student has an account. Filled in by
-- the next step.
ALTER TABLE collection
  ADD COLUMN roster_id BIGINT UNSIGNED NULL AFTER enrolment_id;
