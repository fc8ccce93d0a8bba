-- What each program's account may do, table by table; nothing else. Run by
-- the server's administrator after every migration:
--
--	mariadb gradphoto < grants.sql
--
-- The accounts gp_owner (migrations and the command line; all rights on the
-- database), gp_student, gp_photo, gp_notify, gp_admin, gp_jobs and gp_worker
-- exist by then.
-- Nobody but the owner may delete an order, a payment or a line of the audit
-- trail.

GRANT SELECT ON schema_version TO gp_student, gp_photo, gp_notify, gp_admin,
  gp_jobs, gp_worker;

-- Requests are counted by everybody who answers them.
GRANT SELECT, INSERT, UPDATE ON rate_count TO gp_student, gp_photo, gp_notify,
  gp_admin;

-- Each process leaves a sign of life.
GRANT SELECT, INSERT, UPDATE ON beat TO gp_student, gp_photo, gp_notify,
  gp_admin, gp_jobs, gp_worker;
GRANT DELETE ON beat TO gp_worker;

-- Who puts files into the store claims them, and who removes them asks.
GRANT SELECT, INSERT, DELETE ON file_claim TO gp_photo, gp_jobs;
GRANT SELECT, DELETE ON file_claim TO gp_worker;
GRANT SELECT ON file_claim TO gp_student;

-- gp_student: all that a student sees and does. An order's amount is nobody's
-- to change.
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO gp_student;
GRANT SELECT, INSERT, UPDATE, DELETE ON session_value TO gp_student;
GRANT SELECT ON school TO gp_student;
GRANT SELECT ON department TO gp_student;
GRANT SELECT ON campaign TO gp_student;
GRANT SELECT ON photo_profile TO gp_student;
GRANT SELECT ON announcement TO gp_student;
GRANT SELECT ON roster TO gp_student;
GRANT SELECT, INSERT, UPDATE ON account TO gp_student;
GRANT SELECT, INSERT, UPDATE, DELETE ON login_failure TO gp_student;
GRANT SELECT, INSERT, UPDATE (account_id) ON enrolment TO gp_student;
GRANT SELECT, INSERT, UPDATE, DELETE ON chsi_code TO gp_student;
GRANT SELECT, INSERT, DELETE ON correction TO gp_student;
GRANT SELECT, INSERT, UPDATE (remote_addr, withdrawn_at) ON consent
  TO gp_student;
GRANT SELECT, INSERT, UPDATE, DELETE ON sms_code TO gp_student;
GRANT SELECT, INSERT, UPDATE (live, state, route, head_cover, recolour, photo_id,
  confirmed_at, submitted_at, updated_at) ON collection TO gp_student;
GRANT SELECT, UPDATE (removed_at, report, certificate, phash, remark_reasons,
  remark, remarked_at) ON photo TO gp_student;
GRANT SELECT, INSERT, UPDATE (done_at) ON deletion TO gp_student;
GRANT SELECT, INSERT, UPDATE ON address TO gp_student;
GRANT SELECT, INSERT, UPDATE (live, state, paid_at, closed_at, asked_at)
  ON orders TO gp_student;
GRANT SELECT, INSERT ON payment TO gp_student;
GRANT SELECT, INSERT, UPDATE (asked_at, closed_at) ON pay_attempt TO gp_student;
GRANT SELECT, INSERT ON refund TO gp_student;
GRANT SELECT, INSERT, UPDATE (state, updated_at) ON shipment TO gp_student;
GRANT SELECT (id, collection_id, decision, reasons, note, created_at,
  undone_at) ON review TO gp_student;
GRANT SELECT ON print_price TO gp_student;
GRANT SELECT ON postage TO gp_student;
GRANT SELECT, INSERT ON order_item TO gp_student;
GRANT SELECT, INSERT, UPDATE (message) ON payment_problem TO gp_student;
-- Texts of messages hold codes: they can be emptied here, not read.
GRANT INSERT, SELECT (id, account_id, channel, recipient, template, state,
  reason, created_at, sent_at), UPDATE (recipient, params, state, reason,
  tries, next_at, expires_at, ended_at) ON outbox TO gp_student;
GRANT SELECT, INSERT, UPDATE (live, state, device, expires_at, bound_at)
  ON handoff TO gp_student;
GRANT SELECT, DELETE ON upload TO gp_student;
GRANT SELECT, INSERT (actor, actor_id, action, object, object_id, detail,
  created_at) ON audit TO gp_student;

-- gp_photo: takes a picture for a collection of the one who is logged in.
-- It decodes files from strangers, so it sees no name, number or password,
-- and of photos neither the reports nor the remarks.
GRANT SELECT, UPDATE (expires_at) ON session TO gp_photo;
GRANT SELECT ON session_value TO gp_photo;
GRANT SELECT (id, state, lang) ON account TO gp_photo;
GRANT SELECT ON school TO gp_photo;
GRANT SELECT ON campaign TO gp_photo;
GRANT SELECT ON photo_profile TO gp_photo;
GRANT SELECT ON consent TO gp_photo;
GRANT SELECT, UPDATE (state, photo_id, updated_at) ON collection TO gp_photo;
GRANT SELECT (id, token, collection_id, original_sha256, original_type,
  result_sha256, shown_sha256, verdict, phash, profile, created_at,
  removed_at), INSERT, UPDATE (removed_at, report, certificate, phash,
  remark_reasons, remark) ON photo TO gp_photo;
GRANT SELECT (photo_id) ON orders TO gp_photo;
GRANT INSERT ON deletion TO gp_photo;
GRANT SELECT, INSERT, DELETE ON upload TO gp_photo;
GRANT SELECT ON handoff TO gp_photo;
GRANT INSERT (actor, actor_id, action, object, object_id, detail,
  created_at) ON audit TO gp_photo;

-- gp_notify: what a payment changes.
GRANT SELECT, INSERT, UPDATE (outcome, handled_at) ON payment_event
  TO gp_notify;
GRANT SELECT, UPDATE (state, paid_at) ON orders TO gp_notify;
GRANT SELECT, INSERT ON payment TO gp_notify;
GRANT SELECT, UPDATE (closed_at) ON pay_attempt TO gp_notify;
GRANT SELECT, INSERT, UPDATE (next_at) ON refund TO gp_notify;
GRANT SELECT, INSERT ON shipment TO gp_notify;
GRANT SELECT, UPDATE (state, submitted_at, updated_at) ON collection
  TO gp_notify;
GRANT SELECT (id, state, lang, phone, email) ON account TO gp_notify;
GRANT INSERT ON outbox TO gp_notify;
GRANT INSERT (actor, actor_id, action, object, object_id, detail,
  created_at) ON audit TO gp_notify;

-- gp_worker: expiry, questions to the provider, refunds, messages, removal of
-- files, the seals of the audit trail.
GRANT SELECT, INSERT, UPDATE, DELETE ON lease TO gp_worker;
GRANT SELECT (id, expires_at), DELETE ON session TO gp_worker;
GRANT SELECT (id, expires_at), DELETE ON staff_session TO gp_worker;
GRANT SELECT, DELETE ON rate_count TO gp_worker;
GRANT SELECT (created_at), DELETE ON sms_code TO gp_worker;
GRANT SELECT (last_at), DELETE ON login_failure TO gp_worker;
GRANT SELECT, UPDATE (outcome, handled_at, tries, next_at) ON payment_event
  TO gp_worker;
GRANT SELECT, UPDATE (live, state, paid_at, closed_at, asked_at) ON orders
  TO gp_worker;
GRANT SELECT, INSERT ON payment TO gp_worker;
GRANT SELECT, UPDATE (asked_at, closed_at) ON pay_attempt TO gp_worker;
GRANT SELECT, INSERT, UPDATE (state, tries, next_at, fetched_at) ON bill_day
  TO gp_worker;
GRANT SELECT, INSERT, DELETE ON bill_line TO gp_worker;
GRANT SELECT, INSERT, UPDATE ON difference TO gp_worker;
GRANT SELECT, INSERT, UPDATE (state, tries, fails, error, next_at, done_at)
  ON refund TO gp_worker;
GRANT SELECT, INSERT ON shipment TO gp_worker;
GRANT SELECT, UPDATE (state, submitted_at, updated_at) ON collection
  TO gp_worker;
GRANT SELECT (id, original_sha256, result_sha256, shown_sha256,
  removed_at) ON photo TO gp_worker;
GRANT SELECT, DELETE ON upload TO gp_worker;
GRANT SELECT (created_at), DELETE ON handoff TO gp_worker;
GRANT SELECT (id, state, lang, phone, email) ON account TO gp_worker;
GRANT SELECT, INSERT, UPDATE (done_at) ON deletion TO gp_worker;
GRANT SELECT, INSERT, UPDATE ON outbox TO gp_worker;
GRANT SELECT, INSERT (actor, actor_id, action, object, object_id, detail,
  created_at),
  UPDATE (seal_no, seal) ON audit TO gp_worker;

-- gp_admin: what staff see and do. Rows are limited to a school or department
-- by every statement (staff_scope.h); an account can't do that.
GRANT SELECT, INSERT, UPDATE (school_id, login, name, email, state, password,
  must_change, totp_sealed, totp_step, lang) ON staff TO gp_admin;
GRANT SELECT, INSERT, DELETE ON staff_role TO gp_admin;
GRANT SELECT, INSERT, DELETE, UPDATE (used_at) ON staff_recovery TO gp_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON staff_session TO gp_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON login_failure TO gp_admin;
GRANT SELECT ON school TO gp_admin;
GRANT SELECT ON department TO gp_admin;
GRANT SELECT ON campaign TO gp_admin;
GRANT SELECT, INSERT (actor, actor_id, action, object, object_id, detail,
  created_at) ON audit TO gp_admin;

-- gp_admin: schools and their campaigns.
GRANT INSERT, UPDATE (name_zh, name_en, contact, version) ON school TO gp_admin;
GRANT INSERT, UPDATE (name), DELETE ON department TO gp_admin;
GRANT INSERT, UPDATE (feature_code, name_zh, name_en, opens_at, closes_at,
  price_fen, price_prints_fen, routes, withdraw, photo_profile_id, version)
  ON campaign TO gp_admin;
GRANT SELECT, UPDATE (state, answer, staff_id, answered_at) ON correction
  TO gp_admin;
GRANT SELECT (sex, level, graduation, updated_at), UPDATE (name, sex, major,
  class_name, level, graduation, updated_at) ON roster TO gp_admin;
-- One row of the roster, as a registrar mends it.
GRANT UPDATE (department_id, phone, email) ON roster TO gp_admin;
GRANT SELECT, INSERT ON photo_profile TO gp_admin;
GRANT SELECT, INSERT, UPDATE (title_zh, title_en, body_zh, body_en,
  published_at, expires_at, version) ON announcement TO gp_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON print_price TO gp_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON postage TO gp_admin;

-- gp_admin, the department's review: of accounts and the roster what a list
-- of students shows and a message needs, no ID number.
GRANT SELECT, UPDATE (live, state, claimed_by, claimed_until, batch_id,
  updated_at) ON collection TO gp_admin;
GRANT SELECT ON photo TO gp_admin;
GRANT SELECT (id, campaign_id, department_id, student_no, name, id_type,
  major, class_name, phone, email) ON roster TO gp_admin;
GRANT SELECT (id, state, lang, phone, email) ON account TO gp_admin;
GRANT SELECT (id, account_id, roster_id) ON enrolment TO gp_admin;
GRANT SELECT, INSERT, UPDATE (undone_at) ON review TO gp_admin;
GRANT SELECT, INSERT, UPDATE (closed_at) ON batch TO gp_admin;
GRANT SELECT, INSERT, UPDATE (staff_id, sent_at) ON reminder TO gp_admin;
GRANT INSERT, SELECT (id, state), UPDATE (recipient, params, state, reason,
  ended_at) ON outbox TO gp_admin;
-- The student sees why.
GRANT SELECT (id, collection_id, decision, reasons, note, created_at,
  undone_at) ON review TO gp_student;
GRANT SELECT, INSERT, UPDATE (state, cancel, ended_at) ON job TO gp_admin;

-- gp_jobs: long work that staff asked for.
GRANT SELECT (id, login) ON staff TO gp_jobs;
GRANT SELECT, UPDATE (state, cancel, tries, done, total, note, result,
  output_name, owner, lease_until, started_at, ended_at, files_gone) ON job
  TO gp_jobs;
GRANT SELECT, INSERT (actor, actor_id, action, object, object_id, detail,
  created_at) ON audit TO gp_jobs;

-- gp_admin and gp_jobs, export packages: made by a job, which alone may open
-- ID numbers, where the names of the files show them.
GRANT SELECT ON photo_profile TO gp_admin;
GRANT SELECT ON package TO gp_admin;
GRANT SELECT ON package_photo TO gp_admin;
GRANT SELECT, INSERT, UPDATE (state, photos, removed, faulty, bytes, done_at)
  ON package TO gp_jobs;
GRANT SELECT, INSERT, DELETE ON package_photo TO gp_jobs;
GRANT SELECT (id, campaign_id, department_id, student_no, name, id_sealed,
  major, class_name) ON roster TO gp_jobs;
GRANT SELECT ON campaign TO gp_jobs;
GRANT SELECT ON department TO gp_jobs;
GRANT SELECT ON school TO gp_jobs;
GRANT SELECT ON photo_profile TO gp_jobs;
GRANT SELECT (id, name) ON staff TO gp_jobs;
GRANT SELECT ON staff_role TO gp_jobs;
GRANT SELECT (id, roster_id, live, state, route, head_cover, photo_id)
  ON collection TO gp_jobs;
GRANT SELECT (id, result_sha256) ON photo TO gp_jobs;
GRANT SELECT (id, collection_id, staff_id, decision, undone_at) ON review
  TO gp_jobs;

-- gp_jobs, a school's list: rows, and the departments they name.
GRANT SELECT, INSERT, UPDATE, DELETE ON roster TO gp_jobs;
GRANT INSERT ON department TO gp_jobs;
GRANT SELECT (id, roster_id, account_id) ON enrolment TO gp_jobs;

-- gp_jobs, a department's photos of many students; gp_student takes over what
-- was handed in before there was an account.
GRANT SELECT, INSERT, UPDATE (state, route, photo_id, submitted_at, updated_at)
  ON collection TO gp_jobs;
GRANT SELECT, INSERT ON photo TO gp_jobs;
GRANT SELECT (id, state) ON account TO gp_jobs;
GRANT UPDATE (account_id, enrolment_id) ON collection TO gp_student;

-- gp_admin, the state of the whole: messages that were given up, but not what
-- they say.
GRANT SELECT ON lease TO gp_admin;
GRANT SELECT (id, channel, recipient, template, lang, state, reason, provider,
  tries, created_at, next_at, ended_at), UPDATE (tries, next_at, expires_at) ON outbox
  TO gp_admin;

-- What CHSI says of the photos: a list of the registrar's, as a job. Who is
-- refused there is told and may begin anew.
GRANT SELECT ON proof TO gp_admin;
GRANT SELECT (collection_id, outcome, reason, proved_at, created_at) ON proof
  TO gp_student;
GRANT SELECT, INSERT, UPDATE (outcome, reason, proved_at, staff_id,
  created_at) ON proof TO gp_jobs;
GRANT SELECT (submitted_at), UPDATE (live, state, submitted_at, updated_at)
  ON collection TO gp_jobs;
GRANT SELECT (id, state, lang, phone, email) ON account TO gp_jobs;
GRANT INSERT ON review TO gp_jobs;
GRANT INSERT ON outbox TO gp_jobs;

-- Enrolment photos: a registrar's zip, as a job; reviewers look at them.
GRANT SELECT ON enrolment_photo TO gp_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON enrolment_photo TO gp_jobs;
GRANT INSERT ON deletion TO gp_jobs;
GRANT SELECT (roster_id, sha256, created_at), DELETE
  ON enrolment_photo TO gp_student;
GRANT SELECT (sha256) ON enrolment_photo TO gp_worker;

-- Settings: read by every page and process that heeds one.
GRANT SELECT ON setting TO gp_student, gp_photo, gp_notify, gp_admin, gp_jobs,
  gp_worker;
GRANT INSERT, UPDATE ON setting TO gp_admin;

-- The words of e-mails: an administrator's, read where they are sent.
GRANT SELECT, INSERT, UPDATE ON wording TO gp_admin;
GRANT SELECT ON wording TO gp_worker;
