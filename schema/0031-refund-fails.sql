-- fails: tries in a row without an answer. Too many, and the refund is
-- "dead": it waits for the operator. error: what the last one said. note:
-- what the operator says who paid it back by hand.
ALTER TABLE refund
  ADD COLUMN fails INT UNSIGNED NOT NULL DEFAULT 0 AFTER tries,
  ADD COLUMN error VARCHAR(20) NOT NULL DEFAULT '' AFTER fails,
  ADD COLUMN note VARCHAR(300) NOT NULL DEFAULT '';
