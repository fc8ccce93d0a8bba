-- A sign of life of each process, for the administrator's page: written when
-- it begins and every 20 s, also while it is idle; gone: it ended in order.
CREATE TABLE beat (
  program VARCHAR(12) NOT NULL,           -- student, worker, ...
  host VARCHAR(64) NOT NULL,
  pid INT UNSIGNED NOT NULL,
  pool INT UNSIGNED NOT NULL,             -- processes that there should be
  requests BIGINT UNSIGNED NOT NULL,      -- since it began
  waited_ms INT UNSIGNED NOT NULL,        -- longest queue since the last sign
  gone TINYINT NOT NULL DEFAULT 0,
  started_at DATETIME NOT NULL,
  seen_at DATETIME NOT NULL,
  PRIMARY KEY (program, host, pid),
  KEY beat_seen (seen_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
