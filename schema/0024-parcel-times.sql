-- For the timeline that the student sees.
ALTER TABLE shipment
  ADD COLUMN printed_at DATETIME NULL,
  ADD COLUMN shipped_at DATETIME NULL,
  ADD COLUMN received_at DATETIME NULL;
