-- A provider's books of a day of Beijing. state: waiting (to be fetched, at
-- next_at), fetched.
CREATE TABLE bill_day (
  provider VARCHAR(12) NOT NULL,
  day DATE NOT NULL,
  state VARCHAR(8) NOT NULL,
  tries INT UNSIGNED NOT NULL DEFAULT 0,
  next_at DATETIME NOT NULL,
  fetched_at DATETIME NULL,
  PRIMARY KEY (provider, day),
  KEY bill_day_due (state, next_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
