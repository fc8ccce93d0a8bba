-- People of a school, and of the site (school_id NULL). totp_sealed is the
-- shared secret of RFC 6238, NULL until it is set up; a step once used is
-- used up.
CREATE TABLE staff (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  school_id BIGINT UNSIGNED NULL,
  login VARCHAR(60) NOT NULL,
  name VARCHAR(120) NOT NULL,
  email VARCHAR(254) NOT NULL DEFAULT '',
  state VARCHAR(8) NOT NULL,              -- active, locked, left
  password VARCHAR(128) NOT NULL,
  must_change TINYINT NOT NULL,           -- password given by somebody else
  totp_sealed VARBINARY(96) NULL,
  totp_step BIGINT NOT NULL DEFAULT 0,
  lang VARCHAR(5) NOT NULL DEFAULT 'zh-CN',
  created_at DATETIME NOT NULL,
  UNIQUE KEY staff_login (login),
  CONSTRAINT staff_school FOREIGN KEY (school_id) REFERENCES school (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
