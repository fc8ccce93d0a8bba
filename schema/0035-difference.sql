-- Where our orders, the provider's notices and its books do not agree. state:
-- open, gone (they agree by now), explained (somebody said why). reference: a
-- transaction, a refund, a notice or an order.
CREATE TABLE difference (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind VARCHAR(20) NOT NULL,
  provider VARCHAR(12) NOT NULL,
  day DATE NOT NULL,
  reference VARCHAR(64) NOT NULL,
  order_token VARCHAR(64) NOT NULL,
  ours_fen BIGINT NOT NULL,
  theirs_fen BIGINT NOT NULL,
  state VARCHAR(10) NOT NULL,
  note VARCHAR(300) NOT NULL DEFAULT '',
  created_at DATETIME NOT NULL,
  seen TINYINT NOT NULL,                  -- by the last comparison
  ended_at DATETIME NULL,
  UNIQUE KEY difference_what (kind, provider, reference),
  KEY difference_day (provider, day, state),
  KEY difference_state (state, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
