-- What the registrar made of it: state "done" (the roster was changed) or
-- "answered", and a word to the student.
ALTER TABLE correction
  ADD COLUMN answer VARCHAR(300) NOT NULL DEFAULT '',
  ADD COLUMN staff_id BIGINT UNSIGNED NULL,
  ADD COLUMN answered_at DATETIME NULL,
  ADD KEY correction_state (state, id),
  ADD CONSTRAINT correction_staff FOREIGN KEY (staff_id)
    REFERENCES staff (id);
