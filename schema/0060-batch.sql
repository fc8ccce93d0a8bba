-- Photos that a department hands in to the registrar, with a list to print.
-- number counts those of a department in a campaign. closed_at: the
-- registrar has accepted or returned each of them.
CREATE TABLE batch (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  token CHAR(32) NOT NULL,
  campaign_id BIGINT UNSIGNED NOT NULL,
  department_id BIGINT UNSIGNED NOT NULL,
  number INT UNSIGNED NOT NULL,
  staff_id BIGINT UNSIGNED NOT NULL,      -- who handed it in
  created_at DATETIME NOT NULL,
  closed_at DATETIME NULL,
  UNIQUE KEY batch_token (token),
  UNIQUE KEY batch_number (campaign_id, department_id, number),
  CONSTRAINT batch_campaign FOREIGN KEY (campaign_id)
    REFERENCES campaign (id),
  CONSTRAINT batch_department FOREIGN KEY (department_id)
    REFERENCES department (id),
  CONSTRAINT batch_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
