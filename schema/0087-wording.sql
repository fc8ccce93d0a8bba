-- An administrator's own words of an e-mail; all empty: ours again. What an
-- SMS says is registered with its provider and not ours to change.
CREATE TABLE wording (
  template VARCHAR(24) NOT NULL,          -- of lib/service/messages.c
  subject_zh VARCHAR(80) NOT NULL,
  subject_en VARCHAR(80) NOT NULL,
  body_zh VARCHAR(600) NOT NULL,
  body_en VARCHAR(600) NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  updated_at DATETIME NOT NULL,
  PRIMARY KEY (template)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
