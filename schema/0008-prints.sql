-- One set of each `included` size is in the campaign's price_prints_fen.
-- Further sets, and sets of the other sizes, cost set_fen each.
CREATE TABLE print_price (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  campaign_id BIGINT UNSIGNED NOT NULL,
  size VARCHAR(16) NOT NULL,              -- a name of lib/image/print.h
  photos SMALLINT UNSIGNED NOT NULL,      -- in one set
  set_fen BIGINT NOT NULL,
  included TINYINT NOT NULL DEFAULT 0,
  UNIQUE KEY print_price_size (campaign_id, size),
  CONSTRAINT print_price_campaign FOREIGN KEY (campaign_id)
    REFERENCES campaign (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
