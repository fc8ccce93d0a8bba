-- Enrolment photos (录取照片) that the school supplies, for the reviewer's eye:
-- is it the same person? One of a row of the roster, and goes with it.
CREATE TABLE enrolment_photo (
  roster_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  sha256 CHAR(64) NOT NULL,               -- JPEG in the store of files
  staff_id BIGINT UNSIGNED NOT NULL,      -- who supplied it
  created_at DATETIME NOT NULL,
  KEY enrolment_photo_file (sha256),
  CONSTRAINT enrolment_photo_roster FOREIGN KEY (roster_id)
    REFERENCES roster (id) ON DELETE CASCADE,
  CONSTRAINT enrolment_photo_staff FOREIGN KEY (staff_id)
    REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
