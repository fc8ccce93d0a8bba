-- What became of a message. state: waiting, sending (taken by a worker, and
-- unknown when that dies), sent (a provider has it), then arrived or lost
-- where the provider tells, failed (given up, kept for the operator for a
-- week, but for codes), off (nobody is set up to send it).
-- reason: why it was not sent, in one word. asked: questions for a receipt.
-- provider: who has it. expires_at: nothing is sent later. Messages that go
-- out of date first are sent first, so codes overtake notices.
ALTER TABLE outbox
  ADD COLUMN account_id BIGINT UNSIGNED NULL AFTER id,
  ADD COLUMN reason VARCHAR(12) NOT NULL DEFAULT '',
  ADD COLUMN provider VARCHAR(12) NOT NULL DEFAULT '',
  ADD COLUMN asked INT UNSIGNED NOT NULL DEFAULT 0,
  ADD COLUMN expires_at DATETIME NULL,
  ADD COLUMN ended_at DATETIME NULL,
  ADD KEY outbox_account (account_id, id),
  ADD KEY outbox_recipient (recipient(32));
