-- When a student without a photo was last asked for one by the department.
CREATE TABLE reminder (
  roster_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  staff_id BIGINT UNSIGNED NOT NULL,
  sent_at DATETIME NOT NULL,
  CONSTRAINT reminder_roster FOREIGN KEY (roster_id) REFERENCES roster (id)
    ON DELETE CASCADE,
  CONSTRAINT reminder_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
