-- Files that are about to come into the store: said before the bytes are
-- written, taken back when a row names the file. What a process that died in
-- between has left is found by its claim.
CREATE TABLE file_claim (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  claim CHAR(32) NOT NULL,                -- who claims: several files at once
  sha256 CHAR(64) NOT NULL,
  created_at DATETIME NOT NULL,
  KEY file_claim_claim (claim),
  KEY file_claim_file (sha256),
  KEY file_claim_due (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
