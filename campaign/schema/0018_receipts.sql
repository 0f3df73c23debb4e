-- Receipts: what a donor was given in writing, numbered without gaps.
-- receipt_series: one row a year of issue; its last number moves in the unit of work that writes the
--   receipt, so a number that was not used was never taken.
-- receipt: a snapshot in text of everything that stands on the paper; nothing of it changes later.
--   sort: single, yearly. state: valid, cancelled.
-- receipt_line: which gift is certified with how much. is_live: 1 while the receipt is valid, NULL
--   after, so that a gift is certified once. gift_version: as it was looked at last.
-- receipt_copy: the original (0) and its duplicates, each with the code that its paper carries.
-- receipt_wish: a donor asks, before or after the money has come; done_at: it was answered.
-- receipt_batch, receipt_batch_donor: all of one year, donor by donor; gift_id stands for the donor.
-- receipt_words: what the organisation lets stand on every receipt.

CREATE TABLE IF NOT EXISTS receipt_series (
  series VARCHAR(12) NOT NULL PRIMARY KEY,
  last_number INT NOT NULL DEFAULT 0,
  CONSTRAINT series_does_not_run_backwards CHECK (last_number >= 0)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS receipt (
  id BIGINT NOT NULL PRIMARY KEY,
  series VARCHAR(12) NOT NULL,
  number INT NOT NULL,
  sort VARCHAR(8) NOT NULL,
  year SMALLINT NOT NULL,
  currency CHAR(3) NOT NULL,
  minor BIGINT NOT NULL,
  given_from DATE NOT NULL,
  given_to DATE NOT NULL,
  issued_on DATE NOT NULL,
  issued_at DATETIME(6) NOT NULL,
  issued_by BIGINT NULL,
  batch_id BIGINT NULL,
  language VARCHAR(12) NOT NULL,
  country CHAR(2) NOT NULL DEFAULT '',
  donor_name VARCHAR(120) NOT NULL,
  donor_address VARCHAR(400) NOT NULL,
  tax_fields VARCHAR(400) NOT NULL DEFAULT '',
  email VARCHAR(254) NOT NULL DEFAULT '',
  legal_name VARCHAR(160) NOT NULL,
  register_number VARCHAR(80) NOT NULL DEFAULT '',
  legal_address VARCHAR(500) NOT NULL DEFAULT '',
  recognition VARCHAR(600) NOT NULL DEFAULT '',
  signer VARCHAR(120) NOT NULL DEFAULT '',
  logo CHAR(64) NOT NULL DEFAULT '',
  state VARCHAR(10) NOT NULL DEFAULT 'valid',
  cancelled_at DATETIME(6) NULL,
  cancelled_by BIGINT NULL,
  cancel_reason VARCHAR(400) NOT NULL DEFAULT '',
  CONSTRAINT one_receipt_per_number UNIQUE (series, number),
  CONSTRAINT receipt_is_positive CHECK (minor > 0),
  CONSTRAINT receipt_has_a_number CHECK (number > 0),
  CONSTRAINT receipt_names_its_donor CHECK (donor_name <> ''),
  CONSTRAINT receipt_sort_is_known CHECK (sort IN ('single', 'yearly')),
  CONSTRAINT receipt_state_is_known CHECK (state IN ('valid', 'cancelled')),
  CONSTRAINT cancelled_receipt_says_why CHECK (state = 'valid' OR (cancelled_at IS NOT NULL AND cancel_reason <> '')),
  KEY receipt_issued (issued_at),
  KEY receipt_batch_list (batch_id, number),
  KEY receipt_donor (donor_name)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS receipt_line (
  receipt_id BIGINT NOT NULL,
  gift_id BIGINT NOT NULL,
  minor BIGINT NOT NULL,
  fee_minor BIGINT NOT NULL DEFAULT 0,
  given_on DATE NOT NULL,
  method VARCHAR(12) NOT NULL,
  campaign_title VARCHAR(200) NOT NULL,
  is_live TINYINT NULL DEFAULT 1,
  gift_version INT NOT NULL,
  PRIMARY KEY (receipt_id, gift_id),
  CONSTRAINT a_gift_is_certified_once UNIQUE (gift_id, is_live),
  CONSTRAINT certified_amount_is_positive CHECK (minor > 0 AND fee_minor >= 0 AND fee_minor <= minor),
  CONSTRAINT line_is_of_a_receipt FOREIGN KEY (receipt_id) REFERENCES receipt (id),
  CONSTRAINT line_certifies_a_gift FOREIGN KEY (gift_id) REFERENCES gift (id),
  KEY receipt_line_live (is_live, receipt_id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS receipt_copy (
  receipt_id BIGINT NOT NULL,
  copy INT NOT NULL,
  code CHAR(16) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  made_by BIGINT NULL,
  reason VARCHAR(400) NOT NULL DEFAULT '',
  request_key VARBINARY(80) NOT NULL,
  PRIMARY KEY (receipt_id, copy),
  CONSTRAINT one_copy_per_code UNIQUE (code),
  CONSTRAINT one_copy_per_request UNIQUE (request_key),
  CONSTRAINT duplicate_says_why CHECK (copy = 0 OR reason <> ''),
  CONSTRAINT copy_is_of_a_receipt FOREIGN KEY (receipt_id) REFERENCES receipt (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS receipt_wish (
  gift_id BIGINT NOT NULL PRIMARY KEY,
  tax_fields VARCHAR(400) NOT NULL DEFAULT '',
  asked_at DATETIME(6) NOT NULL,
  done_at DATETIME(6) NULL,
  CONSTRAINT wish_is_about_a_gift FOREIGN KEY (gift_id) REFERENCES gift (id),
  KEY receipt_wish_open (done_at, asked_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS receipt_batch (
  id BIGINT NOT NULL PRIMARY KEY,
  year SMALLINT NOT NULL,
  donors INT NOT NULL,
  issued INT NOT NULL DEFAULT 0,
  skipped INT NOT NULL DEFAULT 0,
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  finished_at DATETIME(6) NULL,
  request_key VARBINARY(80) NOT NULL,
  CONSTRAINT one_batch_per_request UNIQUE (request_key),
  KEY receipt_batch_open (finished_at, made_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS receipt_batch_donor (
  batch_id BIGINT NOT NULL,
  gift_id BIGINT NOT NULL,
  state VARCHAR(8) NOT NULL DEFAULT 'waiting',
  PRIMARY KEY (batch_id, gift_id),
  CONSTRAINT batch_donor_state_is_known CHECK (state IN ('waiting', 'issued', 'skipped')),
  CONSTRAINT donor_is_of_a_batch FOREIGN KEY (batch_id) REFERENCES receipt_batch (id),
  KEY batch_donor_waiting (batch_id, state)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS receipt_words (
  id TINYINT NOT NULL PRIMARY KEY,
  recognition VARCHAR(600) NOT NULL DEFAULT '',
  signer VARCHAR(120) NOT NULL DEFAULT '',
  version INT NOT NULL DEFAULT 1
) ENGINE=InnoDB;
INSERT IGNORE INTO receipt_words (id) VALUES (1);

-- Gift Aid (United Kingdom): a donor declares, once and in these words; gifts are claimed by schedules.
-- gift_aid_declaration: eligibility belongs to it. gift_id: on whose page it was made. is_open: NULL
--   once it is ended; what was given before stays covered.
-- gift_aid_claim: how much of a gift is claimed, all schedules together; gift_version: as it was looked at.
-- gift_aid_line: one gift of one schedule, as it was sent. sort: claim, adjustment (taken back).
CREATE TABLE IF NOT EXISTS gift_aid_declaration (
  id BIGINT NOT NULL PRIMARY KEY,
  gift_id BIGINT NOT NULL,
  email VARCHAR(254) NOT NULL DEFAULT '',
  title VARCHAR(4) NOT NULL DEFAULT '',
  first_name VARCHAR(35) NOT NULL,
  last_name VARCHAR(35) NOT NULL,
  house VARCHAR(40) NOT NULL,
  address VARCHAR(300) NOT NULL DEFAULT '',
  postcode VARCHAR(10) NOT NULL,
  wording VARCHAR(800) NOT NULL,
  covers_past TINYINT NOT NULL,
  covers_future TINYINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  ended_by BIGINT NULL,
  is_open TINYINT NULL DEFAULT 1,
  CONSTRAINT one_open_declaration_per_gift UNIQUE (gift_id, is_open),
  CONSTRAINT declaration_names_a_person CHECK (first_name <> '' AND last_name <> '' AND house <> '' AND postcode <> ''),
  CONSTRAINT declaration_was_made_on_a_gift FOREIGN KEY (gift_id) REFERENCES gift (id),
  KEY declaration_email (email, made_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS gift_aid_schedule (
  id BIGINT NOT NULL PRIMARY KEY,
  currency CHAR(3) NOT NULL,
  claims INT NOT NULL,
  minor BIGINT NOT NULL,
  adjust_minor BIGINT NOT NULL,
  earliest_on DATE NULL,
  reclaimed BIGINT NOT NULL DEFAULT 0,
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  request_key VARBINARY(80) NOT NULL,
  CONSTRAINT one_schedule_per_request UNIQUE (request_key),
  CONSTRAINT schedule_claims_or_adjusts CHECK (minor > 0 OR adjust_minor > 0),
  CONSTRAINT no_less_than_nothing_is_reclaimed CHECK (reclaimed >= 0)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS gift_aid_claim (
  id BIGINT NOT NULL PRIMARY KEY,
  gift_id BIGINT NOT NULL,
  declaration_id BIGINT NOT NULL,
  claimed BIGINT NOT NULL,
  gift_version INT NOT NULL,
  CONSTRAINT a_gift_is_claimed_once UNIQUE (gift_id),
  CONSTRAINT no_less_than_nothing_is_claimed CHECK (claimed >= 0),
  CONSTRAINT claim_rests_on_a_declaration FOREIGN KEY (declaration_id) REFERENCES gift_aid_declaration (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS gift_aid_line (
  schedule_id BIGINT NOT NULL,
  gift_id BIGINT NOT NULL,
  sort VARCHAR(10) NOT NULL,
  campaign_id BIGINT NOT NULL,
  fund_id BIGINT NOT NULL,
  minor BIGINT NOT NULL,
  given_on DATE NOT NULL,
  is_sponsored TINYINT NOT NULL DEFAULT 0,
  title VARCHAR(4) NOT NULL DEFAULT '',
  first_name VARCHAR(35) NOT NULL,
  last_name VARCHAR(35) NOT NULL,
  house VARCHAR(40) NOT NULL,
  postcode VARCHAR(10) NOT NULL,
  PRIMARY KEY (schedule_id, gift_id, sort),
  CONSTRAINT gift_aid_line_is_positive CHECK (minor > 0),
  CONSTRAINT gift_aid_sort_is_known CHECK (sort IN ('claim', 'adjustment')),
  CONSTRAINT line_is_of_a_schedule FOREIGN KEY (schedule_id) REFERENCES gift_aid_schedule (id)
) ENGINE=InnoDB;


-- in_kind_gift: what was given as a thing, with its value and who valued it: a memo (event 19), never
--   raised. may_be_named: its giver agreed to be thanked in public; shown once a second person said yes.
CREATE TABLE IF NOT EXISTS in_kind_gift (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  what VARCHAR(160) NOT NULL,
  currency CHAR(3) NOT NULL,
  minor BIGINT NOT NULL,
  valued_by VARCHAR(120) NOT NULL,
  donor_name VARCHAR(120) NOT NULL,
  may_be_named TINYINT NOT NULL,
  given_on DATE NOT NULL,
  entered_by BIGINT NOT NULL,
  entered_at DATETIME(6) NOT NULL,
  request_key VARBINARY(80) NOT NULL,
  shown_by BIGINT NULL,
  shown_at DATETIME(6) NULL,
  undone_by BIGINT NULL,
  undone_at DATETIME(6) NULL,
  CONSTRAINT one_in_kind_gift_per_request UNIQUE (request_key),
  CONSTRAINT in_kind_value_is_positive CHECK (minor > 0),
  CONSTRAINT in_kind_gift_says_what_and_whose_value CHECK (what <> '' AND donor_name <> '' AND valued_by <> ''),
  CONSTRAINT in_kind_thanks_are_read_by_another_person CHECK (shown_by IS NULL OR shown_by <> entered_by),
  CONSTRAINT only_who_agreed_is_named CHECK (shown_at IS NULL OR may_be_named = 1),
  CONSTRAINT in_kind_gift_is_of_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
  KEY in_kind_list (campaign_id, id)
) ENGINE=InnoDB;
