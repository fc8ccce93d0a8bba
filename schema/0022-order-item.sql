-- The lines of an order, as they were when it was made: their sum is its
-- amount, whatever happens to the prices later.
CREATE TABLE order_item (
  order_id BIGINT UNSIGNED NOT NULL,
  no TINYINT UNSIGNED NOT NULL,           -- from 0
  kind VARCHAR(8) NOT NULL,               -- photo, prints, extra, postage
  size VARCHAR(16) NOT NULL DEFAULT '',
  photos SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  sets SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  amount_fen BIGINT NOT NULL,
  PRIMARY KEY (order_id, no),
  CONSTRAINT order_item_order FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
