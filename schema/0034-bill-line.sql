-- Its lines, as they are. Money that came in has no refund_token. order_token
-- is whatever the merchant number was used with, ours or not.
CREATE TABLE bill_line (
  provider VARCHAR(12) NOT NULL,
  day DATE NOT NULL,
  no INT UNSIGNED NOT NULL,
  order_token VARCHAR(64) NOT NULL,
  transaction_no VARCHAR(64) NOT NULL,
  refund_token VARCHAR(64) NOT NULL,
  amount_fen BIGINT NOT NULL,
  at DATETIME NOT NULL,
  PRIMARY KEY (provider, day, no),
  KEY bill_line_transaction (provider, transaction_no, refund_token),
  KEY bill_line_refund (provider, refund_token)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
