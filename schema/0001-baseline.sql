-- Everything until the first release. InnoDB and a primary key everywhere,
-- nothing that Galera, MySQL 8 or TiDB would refuse. Times are UTC, money is
-- integer fen, states are short words checked by compare-and-set updates.

CREATE TABLE schema_version (
  version INT UNSIGNED NOT NULL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  applied_at DATETIME NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE school (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(16) NOT NULL,
  name_zh VARCHAR(120) NOT NULL,
  name_en VARCHAR(120) NOT NULL,
  contact VARCHAR(200) NOT NULL DEFAULT '',
  created_at DATETIME NOT NULL,
  UNIQUE KEY school_code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE department (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  school_id BIGINT UNSIGNED NOT NULL,
  name VARCHAR(120) NOT NULL,
  UNIQUE KEY department_name (school_id, name),
  CONSTRAINT department_school FOREIGN KEY (school_id) REFERENCES school (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A named profile file of etc/profiles with a school's own values over it:
-- lines "name = value".
CREATE TABLE photo_profile (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  base VARCHAR(48) NOT NULL,
  overrides TEXT NOT NULL,
  created_at DATETIME NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- One cohort of one kind. feature_code is the 特征码 that a person can type,
-- token is the poster's address.
CREATE TABLE campaign (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  token CHAR(32) NOT NULL,
  school_id BIGINT UNSIGNED NOT NULL,
  kind VARCHAR(16) NOT NULL,              -- graduate, new_student
  feature_code VARCHAR(12) NOT NULL,
  name_zh VARCHAR(120) NOT NULL,
  name_en VARCHAR(120) NOT NULL,
  photo_profile_id BIGINT UNSIGNED NOT NULL,
  opens_at DATETIME NOT NULL,
  closes_at DATETIME NOT NULL,
  price_fen BIGINT NOT NULL,              -- without prints
  price_prints_fen BIGINT NOT NULL,       -- with prints, in all
  routes VARCHAR(60) NOT NULL DEFAULT 'online',   -- online,department,onsite
  withdraw TINYINT NOT NULL DEFAULT 0,
  created_at DATETIME NOT NULL,
  UNIQUE KEY campaign_token (token),
  UNIQUE KEY campaign_feature (feature_code),
  CONSTRAINT campaign_school FOREIGN KEY (school_id) REFERENCES school (id),
  CONSTRAINT campaign_profile FOREIGN KEY (photo_profile_id)
    REFERENCES photo_profile (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE announcement (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  campaign_id BIGINT UNSIGNED NOT NULL,
  title_zh VARCHAR(120) NOT NULL,
  title_en VARCHAR(120) NOT NULL,
  body_zh TEXT NOT NULL,
  body_en TEXT NOT NULL,
  published_at DATETIME NOT NULL,
  expires_at DATETIME NULL,
  KEY announcement_campaign (campaign_id, published_at),
  CONSTRAINT announcement_campaign FOREIGN KEY (campaign_id)
    REFERENCES campaign (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What the school supplied, one row a student and cohort. ID numbers are
-- sealed; id_lookup is their keyed HMAC.
CREATE TABLE roster (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  campaign_id BIGINT UNSIGNED NOT NULL,
  department_id BIGINT UNSIGNED NOT NULL,
  student_no VARCHAR(32) NOT NULL,
  name VARCHAR(120) NOT NULL,
  sex VARCHAR(1) NOT NULL DEFAULT '',     -- M, F or empty
  id_type VARCHAR(8) NOT NULL,            -- card, passport, permit
  id_sealed VARBINARY(96) NOT NULL,
  id_lookup BINARY(32) NOT NULL,
  major VARCHAR(120) NOT NULL DEFAULT '',
  class_name VARCHAR(120) NOT NULL DEFAULT '',
  level VARCHAR(32) NOT NULL DEFAULT '',
  graduation VARCHAR(16) NOT NULL DEFAULT '',
  phone VARCHAR(20) NOT NULL DEFAULT '',
  email VARCHAR(254) NOT NULL DEFAULT '',
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL,
  UNIQUE KEY roster_student (campaign_id, student_no),
  UNIQUE KEY roster_person (campaign_id, id_lookup, student_no),
  KEY roster_id (id_lookup),
  CONSTRAINT roster_campaign FOREIGN KEY (campaign_id)
    REFERENCES campaign (id),
  CONSTRAINT roster_department FOREIGN KEY (department_id)
    REFERENCES department (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- id_lookup and phone_login are NULL once an account is deleted, so that
-- the person may register again. phone_login is the phone once confirmed.
CREATE TABLE account (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  state VARCHAR(10) NOT NULL,             -- active, deleted
  id_type VARCHAR(8) NOT NULL,
  id_sealed VARBINARY(96) NULL,
  id_lookup BINARY(32) NULL,
  name VARCHAR(120) NOT NULL,
  sex VARCHAR(1) NOT NULL DEFAULT '',
  phone VARCHAR(20) NOT NULL,
  phone_login VARCHAR(20) NULL,
  email VARCHAR(254) NOT NULL DEFAULT '',
  password VARCHAR(128) NOT NULL,
  lang VARCHAR(5) NOT NULL DEFAULT 'zh-CN',
  campaign_id BIGINT UNSIGNED NULL,       -- the one last chosen
  created_at DATETIME NOT NULL,
  deleted_at DATETIME NULL,
  UNIQUE KEY account_id_lookup (id_lookup),
  UNIQUE KEY account_phone (phone_login)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Failed log-ins by what was typed (its HMAC), known or not: a uniform
-- answer for both.
CREATE TABLE login_failure (
  subject BINARY(32) NOT NULL PRIMARY KEY,
  failures INT UNSIGNED NOT NULL,
  last_at DATETIME NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- An account holds a roster row, once and for ever.
CREATE TABLE enrolment (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  account_id BIGINT UNSIGNED NOT NULL,
  roster_id BIGINT UNSIGNED NOT NULL,
  created_at DATETIME NOT NULL,
  UNIQUE KEY enrolment_roster (roster_id),
  KEY enrolment_account (account_id),
  CONSTRAINT enrolment_account FOREIGN KEY (account_id)
    REFERENCES account (id),
  CONSTRAINT enrolment_roster FOREIGN KEY (roster_id) REFERENCES roster (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- 采集码: the latest of an enrolment; the same code never serves two.
CREATE TABLE chsi_code (
  enrolment_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  code_lookup BINARY(32) NOT NULL,
  code_sealed VARBINARY(4096) NOT NULL,
  scheme VARCHAR(16) NOT NULL,            -- plug-in that read it; opaque
  created_at DATETIME NOT NULL,
  UNIQUE KEY chsi_code_lookup (code_lookup),
  CONSTRAINT chsi_code_enrolment FOREIGN KEY (enrolment_id)
    REFERENCES enrolment (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The student says that the school's information is wrong.
CREATE TABLE correction (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  enrolment_id BIGINT UNSIGNED NOT NULL,
  message VARCHAR(1000) NOT NULL,
  state VARCHAR(10) NOT NULL,             -- open, done
  created_at DATETIME NOT NULL,
  KEY correction_enrolment (enrolment_id),
  CONSTRAINT correction_enrolment FOREIGN KEY (enrolment_id)
    REFERENCES enrolment (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE consent (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  account_id BIGINT UNSIGNED NOT NULL,
  purpose VARCHAR(16) NOT NULL,           -- terms, photo, face, mailing, sms
  version VARCHAR(16) NOT NULL,
  text_sha256 BINARY(32) NOT NULL,
  accepted_at DATETIME NOT NULL,
  withdrawn_at DATETIME NULL,
  remote_addr VARCHAR(45) NOT NULL,
  KEY consent_account (account_id, purpose),
  CONSTRAINT consent_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- SMS codes: only an HMAC is kept; five tries, one use.
CREATE TABLE sms_code (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  phone VARCHAR(20) NOT NULL,
  purpose VARCHAR(16) NOT NULL,           -- register, activate, reset, phone
  code_hash BINARY(32) NOT NULL,
  tries INT UNSIGNED NOT NULL DEFAULT 0,
  created_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  used_at DATETIME NULL,
  KEY sms_code_phone (phone, purpose, created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- live is 1 while the attempt counts, NULL once rejected, returned or
-- withdrawn: at most one live attempt an enrolment.
CREATE TABLE collection (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  token CHAR(32) NOT NULL,
  account_id BIGINT UNSIGNED NOT NULL,
  enrolment_id BIGINT UNSIGNED NOT NULL,
  campaign_id BIGINT UNSIGNED NOT NULL,
  live TINYINT NULL,
  state VARCHAR(12) NOT NULL,             -- draft, photo_ready, ordered, ...
  route VARCHAR(12) NOT NULL DEFAULT '',  -- online, department, onsite
  photo_id BIGINT UNSIGNED NULL,          -- the shot shown and submitted
  confirmed_at DATETIME NULL,             -- information confirmed
  submitted_at DATETIME NULL,
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL,
  UNIQUE KEY collection_token (token),
  UNIQUE KEY collection_live (enrolment_id, live),
  KEY collection_account (account_id, created_at),
  KEY collection_campaign (campaign_id, state),
  CONSTRAINT collection_account FOREIGN KEY (account_id)
    REFERENCES account (id),
  CONSTRAINT collection_enrolment FOREIGN KEY (enrolment_id)
    REFERENCES enrolment (id),
  CONSTRAINT collection_campaign FOREIGN KEY (campaign_id)
    REFERENCES campaign (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Every shot; files lie in the store under their SHA-256 (hex).
CREATE TABLE photo (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  token CHAR(32) NOT NULL,
  collection_id BIGINT UNSIGNED NOT NULL,
  original_sha256 CHAR(64) NOT NULL,
  original_type VARCHAR(8) NOT NULL,
  result_sha256 CHAR(64) NULL,            -- NULL: no result was made
  verdict VARCHAR(4) NOT NULL,            -- pass, warn, fail
  report MEDIUMTEXT NOT NULL,             -- JSON of contracts
  profile TEXT NOT NULL,                  -- the values used
  created_at DATETIME NOT NULL,
  removed_at DATETIME NULL,
  UNIQUE KEY photo_token (token),
  KEY photo_collection (collection_id, created_at),
  KEY photo_original (original_sha256),
  KEY photo_result (result_sha256),
  CONSTRAINT photo_collection FOREIGN KEY (collection_id)
    REFERENCES collection (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What retention or a deletion removed: proof without the thing itself.
CREATE TABLE deletion (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  account_id BIGINT UNSIGNED NOT NULL,
  object VARCHAR(16) NOT NULL,            -- account, photo, address
  detail VARCHAR(200) NOT NULL,           -- SHA-256 of a file, row id
  reason VARCHAR(40) NOT NULL,
  created_at DATETIME NOT NULL,
  done_at DATETIME NULL,                  -- NULL: a file that is still there
  KEY deletion_account (account_id),
  KEY deletion_open (done_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Never edited: a changed address is a new row.
CREATE TABLE address (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  account_id BIGINT UNSIGNED NOT NULL,
  recipient VARCHAR(120) NOT NULL,
  phone VARCHAR(20) NOT NULL,
  region VARCHAR(120) NOT NULL,
  detail VARCHAR(300) NOT NULL,
  postcode VARCHAR(10) NOT NULL DEFAULT '',
  created_at DATETIME NOT NULL,
  KEY address_account (account_id, created_at),
  CONSTRAINT address_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- token is the merchant order number. live is 1 while pending or paid: at
-- most one such order a collection.
CREATE TABLE orders (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  token CHAR(32) NOT NULL,
  account_id BIGINT UNSIGNED NOT NULL,
  collection_id BIGINT UNSIGNED NOT NULL,
  photo_id BIGINT UNSIGNED NOT NULL,
  live TINYINT NULL,
  state VARCHAR(10) NOT NULL,   -- pending, paid, closed, refunding, refunded
  prints TINYINT NOT NULL,
  address_id BIGINT UNSIGNED NULL,
  amount_fen BIGINT NOT NULL,
  currency CHAR(3) NOT NULL DEFAULT 'CNY',
  created_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  paid_at DATETIME NULL,
  closed_at DATETIME NULL,
  asked_at DATETIME NULL,                 -- the provider was last asked
  UNIQUE KEY orders_token (token),
  UNIQUE KEY orders_live (collection_id, live),
  KEY orders_account (account_id, created_at),
  KEY orders_state (state, expires_at),
  CONSTRAINT orders_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT orders_collection FOREIGN KEY (collection_id)
    REFERENCES collection (id),
  CONSTRAINT orders_photo FOREIGN KEY (photo_id) REFERENCES photo (id),
  CONSTRAINT orders_address FOREIGN KEY (address_id) REFERENCES address (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Money that arrived, once a provider transaction.
CREATE TABLE payment (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id BIGINT UNSIGNED NOT NULL,
  provider VARCHAR(12) NOT NULL,
  transaction_no VARCHAR(64) NOT NULL,
  amount_fen BIGINT NOT NULL,
  currency CHAR(3) NOT NULL,
  late TINYINT NOT NULL DEFAULT 0,        -- came after the order was closed
  paid_at DATETIME NOT NULL,
  created_at DATETIME NOT NULL,
  UNIQUE KEY payment_transaction (provider, transaction_no),
  KEY payment_order (order_id),
  CONSTRAINT payment_order FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A provider's notice, stored before it acts, once an event.
CREATE TABLE payment_event (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  provider VARCHAR(12) NOT NULL,
  event_id VARCHAR(64) NOT NULL,
  kind VARCHAR(40) NOT NULL,
  order_token VARCHAR(32) NOT NULL,
  body TEXT NOT NULL,                     -- the decrypted resource
  outcome VARCHAR(20) NOT NULL,           -- new, done, mismatch, unknown
  received_at DATETIME NOT NULL,
  handled_at DATETIME NULL,
  UNIQUE KEY payment_event_id (provider, event_id),
  KEY payment_event_open (outcome, received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- token is the merchant refund number: a retry uses it again.
CREATE TABLE refund (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  token CHAR(32) NOT NULL,
  payment_id BIGINT UNSIGNED NOT NULL,
  amount_fen BIGINT NOT NULL,
  reason VARCHAR(20) NOT NULL,            -- late, rejected, duplicate
  state VARCHAR(10) NOT NULL,   -- waiting, processing, success, failed
  tries INT UNSIGNED NOT NULL DEFAULT 0,
  next_at DATETIME NOT NULL,
  created_at DATETIME NOT NULL,
  done_at DATETIME NULL,
  UNIQUE KEY refund_token (token),
  UNIQUE KEY refund_payment (payment_id),
  KEY refund_state (state, next_at),
  CONSTRAINT refund_payment FOREIGN KEY (payment_id) REFERENCES payment (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE shipment (
  order_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  state VARCHAR(10) NOT NULL,             -- waiting, printed, shipped, received
  courier VARCHAR(60) NOT NULL DEFAULT '',
  parcel_no VARCHAR(60) NOT NULL DEFAULT '',
  updated_at DATETIME NOT NULL,
  KEY shipment_state (state),
  CONSTRAINT shipment_order FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Only the SHA-256 of a token is here.
CREATE TABLE session (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  token_hash BINARY(32) NOT NULL,
  account_id BIGINT UNSIGNED NULL,
  created_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  UNIQUE KEY session_token (token_hash),
  KEY session_account (account_id),
  KEY session_expiry (expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE session_value (
  session_id BIGINT UNSIGNED NOT NULL,
  name VARCHAR(40) NOT NULL,
  value VARCHAR(1000) NOT NULL,
  PRIMARY KEY (session_id, name),
  CONSTRAINT session_value_session FOREIGN KEY (session_id)
    REFERENCES session (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Requests of one client on one route in one minute.
CREATE TABLE rate_count (
  subject BINARY(32) NOT NULL,
  minute INT UNSIGNED NOT NULL,
  hits INT UNSIGNED NOT NULL,
  PRIMARY KEY (subject, minute),
  KEY rate_minute (minute)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Messages to send, written in the transaction that causes them.
CREATE TABLE outbox (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  channel VARCHAR(8) NOT NULL,            -- sms
  recipient VARCHAR(254) NOT NULL,        -- emptied once sent
  template VARCHAR(20) NOT NULL,          -- code, paid, refund, ...
  lang VARCHAR(5) NOT NULL,
  params VARCHAR(1000) NOT NULL,          -- JSON; emptied once sent
  state VARCHAR(8) NOT NULL,              -- waiting, sent, failed
  tries INT UNSIGNED NOT NULL DEFAULT 0,
  next_at DATETIME NOT NULL,
  created_at DATETIME NOT NULL,
  sent_at DATETIME NULL,
  provider_id VARCHAR(64) NOT NULL DEFAULT '',
  KEY outbox_state (state, next_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Every change of state and every look at somebody's data. The worker seals
-- rows into a hash chain in batches (seal_no NULL: not yet), in an order of
-- its own: a row with a lower id may be committed later.
CREATE TABLE audit (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  actor VARCHAR(12) NOT NULL,             -- student, worker, notify, operator
  actor_id BIGINT UNSIGNED NOT NULL,
  action VARCHAR(32) NOT NULL,
  object VARCHAR(16) NOT NULL,
  object_id BIGINT UNSIGNED NOT NULL,
  detail VARCHAR(300) NOT NULL DEFAULT '',
  created_at DATETIME NOT NULL,
  seal_no BIGINT UNSIGNED NULL,           -- its place in the chain
  seal BINARY(32) NULL,
  UNIQUE KEY audit_seal_no (seal_no),
  KEY audit_object (object, object_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE setting (
  name VARCHAR(60) NOT NULL PRIMARY KEY,
  value VARCHAR(1000) NOT NULL,
  updated_at DATETIME NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Which worker does a job now: a row, because GET_LOCK is local to a node.
CREATE TABLE lease (
  name VARCHAR(40) NOT NULL PRIMARY KEY,
  owner CHAR(32) NOT NULL,
  expires_at DATETIME NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
