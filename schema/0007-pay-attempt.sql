-- With which providers the payment of an order was begun: those are asked
-- before it closes, and closed when it is paid or closed. closed_at: the
-- provider takes no more money for it.
CREATE TABLE pay_attempt (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id BIGINT UNSIGNED NOT NULL,
  provider VARCHAR(12) NOT NULL,
  begun_at DATETIME NOT NULL,
  asked_at DATETIME NULL,
  closed_at DATETIME NULL,
  UNIQUE KEY pay_attempt_order (order_id, provider),
  KEY pay_attempt_open (closed_at, asked_at),
  CONSTRAINT pay_attempt_order FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
