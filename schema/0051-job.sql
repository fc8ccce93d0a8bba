-- Long work that staff asked for: imports, exports, packed photos. Its files
-- lie in job_dir, named by the token: TOKEN.in, TOKEN.out. Whoever works on
-- it holds it until lease_until and says how far it is.
CREATE TABLE job (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  token CHAR(32) NOT NULL,
  kind VARCHAR(24) NOT NULL,
  staff_id BIGINT UNSIGNED NOT NULL,
  school_id BIGINT UNSIGNED NULL,
  campaign_id BIGINT UNSIGNED NULL,
  params VARCHAR(4000) NOT NULL,          -- JSON
  state VARCHAR(10) NOT NULL,  -- new (its file is on its way), waiting,
                               -- running, done, failed, cancelled
  cancel TINYINT NOT NULL DEFAULT 0,
  tries INT UNSIGNED NOT NULL DEFAULT 0,
  done BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,        -- 0: not known yet
  note VARCHAR(60) NOT NULL DEFAULT '',   -- why it failed: key of a text
  result MEDIUMTEXT NULL,                 -- JSON
  input_name VARCHAR(255) NOT NULL DEFAULT '',
  output_name VARCHAR(255) NOT NULL DEFAULT '',
  owner CHAR(32) NOT NULL DEFAULT '',
  lease_until DATETIME NULL,
  created_at DATETIME NOT NULL,
  started_at DATETIME NULL,
  ended_at DATETIME NULL,
  files_gone TINYINT NOT NULL DEFAULT 0,
  UNIQUE KEY job_token (token),
  KEY job_staff (staff_id, id),
  KEY job_state (state, lease_until),
  KEY job_ended (files_gone, ended_at),
  CONSTRAINT job_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
  CONSTRAINT job_school FOREIGN KEY (school_id) REFERENCES school (id),
  CONSTRAINT job_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
