-- What the department (approved, rejected) or the registrar (returned) has
-- decided about a photo, and why: reasons are ids of the rule catalogue with
-- commas, note is their own words. sms_id, email_id: the messages of the
-- outbox that tell the student, so that an undone decision tells nobody.
CREATE TABLE review (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  collection_id BIGINT UNSIGNED NOT NULL,
  photo_id BIGINT UNSIGNED NOT NULL,
  staff_id BIGINT UNSIGNED NOT NULL,
  decision VARCHAR(8) NOT NULL,
  reasons VARCHAR(200) NOT NULL DEFAULT '',
  note VARCHAR(300) NOT NULL DEFAULT '',
  sms_id BIGINT UNSIGNED NULL,
  email_id BIGINT UNSIGNED NULL,
  created_at DATETIME NOT NULL,
  undone_at DATETIME NULL,
  KEY review_collection (collection_id, id),
  KEY review_staff (staff_id, id),
  CONSTRAINT review_collection FOREIGN KEY (collection_id)
    REFERENCES collection (id),
  CONSTRAINT review_photo FOREIGN KEY (photo_id) REFERENCES photo (id),
  CONSTRAINT review_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
