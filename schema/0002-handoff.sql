-- A friend's phone as the camera of one collection.
-- The address and the code a friend gets are an HMAC of the nonce with a key
-- that is not in the database; here are only HMACs of them, to find the row.
CREATE TABLE handoff (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  collection_id BIGINT UNSIGNED NOT NULL,
  live TINYINT NULL,                      -- 1: the collection's latest
  state VARCHAR(8) NOT NULL,              -- waiting, bound, done, revoked
  nonce BINARY(16) NOT NULL,
  token_lookup BINARY(32) NOT NULL,
  code_lookup BINARY(32) NOT NULL,
  device BINARY(32) NULL,                 -- SHA-256 of the friend's cookie
  created_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  bound_at DATETIME NULL,
  UNIQUE KEY handoff_live (collection_id, live),
  UNIQUE KEY handoff_token (token_lookup),
  UNIQUE KEY handoff_code (code_lookup),
  UNIQUE KEY handoff_device (device),
  KEY handoff_created (created_at),
  CONSTRAINT handoff_collection FOREIGN KEY (collection_id)
    REFERENCES collection (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
