-- claimed_by: the reviewer who has the photo on the screen, until then
-- nobody else's and not to be withdrawn; batch_id: handed in with.
ALTER TABLE collection
  ADD COLUMN claimed_by BIGINT UNSIGNED NULL,
  ADD COLUMN claimed_until DATETIME NULL,
  ADD COLUMN batch_id BIGINT UNSIGNED NULL,
  ADD KEY collection_batch (batch_id),
  ADD CONSTRAINT collection_batch FOREIGN KEY (batch_id)
    REFERENCES batch (id);
