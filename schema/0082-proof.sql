-- What CHSI says of a photo: its student has confirmed it there (图像校对), or
-- it was refused and why. proved_at is CHSI's own time, where it gives one.
CREATE TABLE proof (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  roster_id BIGINT UNSIGNED NOT NULL,
  collection_id BIGINT UNSIGNED NOT NULL,
  outcome VARCHAR(9) NOT NULL,            -- confirmed, refused
  reason VARCHAR(200) NOT NULL DEFAULT '',
  proved_at DATETIME NULL,
  staff_id BIGINT UNSIGNED NOT NULL,      -- whose list it was in
  created_at DATETIME NOT NULL,
  UNIQUE KEY proof_collection (collection_id),
  KEY proof_roster (roster_id, id),
  CONSTRAINT proof_roster FOREIGN KEY (roster_id) REFERENCES roster (id),
  CONSTRAINT proof_collection FOREIGN KEY (collection_id)
    REFERENCES collection (id),
  CONSTRAINT proof_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
