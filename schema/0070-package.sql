-- An export package: which photos of a campaign a registrar took out, for
-- CHSI. staff_id NULL: the operator's command line. token is that of the job
-- that makes it. While "making" it counts for nothing.
CREATE TABLE package (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  token CHAR(32) NOT NULL,
  campaign_id BIGINT UNSIGNED NOT NULL,
  department_id BIGINT UNSIGNED NULL,     -- NULL: all of them
  staff_id BIGINT UNSIGNED NULL,
  state VARCHAR(8) NOT NULL,              -- making, done
  template VARCHAR(200) NOT NULL,         -- of the files' names
  changed TINYINT NOT NULL,               -- 1: only what was new
  photos INT UNSIGNED NOT NULL DEFAULT 0,
  removed INT UNSIGNED NOT NULL DEFAULT 0,
  faulty INT UNSIGNED NOT NULL DEFAULT 0, -- left out: no file, or damaged
  bytes BIGINT UNSIGNED NOT NULL DEFAULT 0,
  created_at DATETIME NOT NULL,
  done_at DATETIME NULL,
  UNIQUE KEY package_token (token),
  KEY package_campaign (campaign_id, id),
  CONSTRAINT package_campaign FOREIGN KEY (campaign_id)
    REFERENCES campaign (id),
  CONSTRAINT package_department FOREIGN KEY (department_id)
    REFERENCES department (id),
  CONSTRAINT package_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
