-- Sessions of staff: of another kind than students', so that neither cookie
-- is worth anything at the other's pages. step: after the password a second
-- factor is still missing.
CREATE TABLE staff_session (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  token_hash BINARY(32) NOT NULL,
  staff_id BIGINT UNSIGNED NOT NULL,
  step VARCHAR(8) NOT NULL,               -- password, in
  remote_addr VARCHAR(45) NOT NULL,
  agent VARCHAR(200) NOT NULL,
  created_at DATETIME NOT NULL,
  seen_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  UNIQUE KEY staff_session_token (token_hash),
  KEY staff_session_staff (staff_id),
  KEY staff_session_end (expires_at),
  CONSTRAINT staff_session_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
