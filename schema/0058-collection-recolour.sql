-- Of a photo for the department: the student wants its wall replaced.
ALTER TABLE collection
  ADD COLUMN recolour TINYINT NOT NULL DEFAULT 0 AFTER head_cover;
