-- 1: covers the head for a religious or medical reason; which is not asked.
ALTER TABLE collection
  ADD COLUMN head_cover TINYINT NOT NULL DEFAULT 0 AFTER route;
