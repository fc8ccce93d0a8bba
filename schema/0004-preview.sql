-- What the preview keeps with a photo. shown_sha256: the original as every
-- browser shows it, small, oriented, without metadata. remark_reasons:
-- "edge,colour"; remark: the student's own words; remarked_at NULL: none, or
-- withdrawn.
ALTER TABLE photo
  ADD COLUMN shown_sha256 CHAR(64) NULL AFTER result_sha256,
  ADD COLUMN certificate TEXT NULL AFTER profile,
  ADD COLUMN remark_reasons VARCHAR(80) NOT NULL DEFAULT '',
  ADD COLUMN remark VARCHAR(600) NOT NULL DEFAULT '',
  ADD COLUMN remarked_at DATETIME NULL,
  ADD KEY photo_shown (shown_sha256);
