-- Pieces of pictures that have not arrived whole. sha256 is the picture's,
-- as its sender says; the piece lies in the store under its own.
CREATE TABLE upload (
  collection_id BIGINT UNSIGNED NOT NULL,
  sha256 CHAR(64) NOT NULL,
  position INT UNSIGNED NOT NULL,
  length INT UNSIGNED NOT NULL,
  piece_sha256 CHAR(64) NOT NULL,
  created_at DATETIME NOT NULL,
  PRIMARY KEY (collection_id, sha256, position),
  KEY upload_piece (piece_sha256),
  KEY upload_age (created_at),
  CONSTRAINT upload_collection FOREIGN KEY (collection_id)
    REFERENCES collection (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
