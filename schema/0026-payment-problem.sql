-- A student says that something is wrong with a payment. facts: what was
-- known when it was said, for staff.
CREATE TABLE payment_problem (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id BIGINT UNSIGNED NOT NULL,
  kind VARCHAR(10) NOT NULL,              -- unpaid, twice, refund, amount, other
  message VARCHAR(500) NOT NULL DEFAULT '',
  facts VARCHAR(2000) NOT NULL,
  state VARCHAR(8) NOT NULL,              -- open, done
  created_at DATETIME NOT NULL,
  done_at DATETIME NULL,
  KEY payment_problem_order (order_id, state),
  KEY payment_problem_open (state, created_at),
  CONSTRAINT payment_problem_order FOREIGN KEY (order_id)
    REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
