-- listed: it is in the student's address book. An order keeps its address
-- though the student took it out of there.
ALTER TABLE address
  ADD COLUMN region_code CHAR(6) NOT NULL DEFAULT '',
  ADD COLUMN listed TINYINT NOT NULL DEFAULT 1,
  ADD COLUMN used_at DATETIME NULL;
