-- Codes for the day the phone is lost: each once, only their HMAC is kept.
CREATE TABLE staff_recovery (
  staff_id BIGINT UNSIGNED NOT NULL,
  code_hash BINARY(32) NOT NULL,
  used_at DATETIME NULL,
  PRIMARY KEY (staff_id, code_hash),
  CONSTRAINT staff_recovery_staff FOREIGN KEY (staff_id)
    REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
