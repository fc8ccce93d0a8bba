-- What a parcel to a province costs; '' stands for all that have no row.
-- Without any, postage is in the price.
CREATE TABLE postage (
  campaign_id BIGINT UNSIGNED NOT NULL,
  province CHAR(2) NOT NULL,              -- of GB/T 2260: 31 is Shanghai
  fen BIGINT NOT NULL,
  PRIMARY KEY (campaign_id, province),
  CONSTRAINT postage_campaign FOREIGN KEY (campaign_id)
    REFERENCES campaign (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
