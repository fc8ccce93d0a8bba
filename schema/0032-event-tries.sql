-- A notice whose process died is taken up by the worker, at longer and
-- longer intervals. After too many its outcome is "dead".
ALTER TABLE payment_event
  ADD COLUMN tries INT UNSIGNED NOT NULL DEFAULT 0,
  ADD COLUMN next_at DATETIME NULL;
