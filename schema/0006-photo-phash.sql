-- What a shot looks like, so that it is known when it comes again; NULL once
-- its files are removed. The key holds all that a comparison reads.
ALTER TABLE photo
  ADD COLUMN phash BIGINT UNSIGNED NULL AFTER verdict,
  ADD KEY photo_phash (id, phash);
