-- What was in a package; the last row of a student in a package that is done
-- says what the registrar has. who: number and name as they were. sha256
-- NULL: told as taken back.
CREATE TABLE package_photo (
  roster_id BIGINT UNSIGNED NOT NULL,
  package_id BIGINT UNSIGNED NOT NULL,
  sha256 CHAR(64) NULL,
  who VARCHAR(160) NOT NULL,
  name VARCHAR(600) NOT NULL,             -- of the file, with folders
  PRIMARY KEY (roster_id, package_id),
  KEY package_photo_package (package_id),
  CONSTRAINT package_photo_roster FOREIGN KEY (roster_id)
    REFERENCES roster (id) ON DELETE CASCADE,
  CONSTRAINT package_photo_package FOREIGN KEY (package_id)
    REFERENCES package (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
