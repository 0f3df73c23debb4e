-- Bank files: lines that are imported, and where each of them belongs.
ALTER TABLE bank_line
  ADD COLUMN IF NOT EXISTS import_id BIGINT NULL,
  ADD COLUMN IF NOT EXISTS family VARCHAR(8) NOT NULL DEFAULT 'hand',
  ADD COLUMN IF NOT EXISTS number INT NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS value_on DATE NULL,
  ADD COLUMN IF NOT EXISTS bank_reference VARCHAR(80) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS entry_reference VARCHAR(80) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS end_to_end VARCHAR(80) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS creditor_reference VARCHAR(80) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS other_name VARCHAR(140) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS other_iban VARCHAR(40) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS remittance VARCHAR(1000) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS code VARCHAR(80) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS is_return TINYINT NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS placed_minor BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS gift_id BIGINT NULL,
  ADD COLUMN IF NOT EXISTS undone_by BIGINT NULL,
  ADD COLUMN IF NOT EXISTS undone_at DATETIME(6) NULL,
  ADD COLUMN IF NOT EXISTS version INT NOT NULL DEFAULT 1,
  ADD KEY IF NOT EXISTS bank_line_day (bank_account_id, bank_date),
  ADD KEY IF NOT EXISTS bank_line_import (import_id),
  ADD KEY IF NOT EXISTS bank_line_other (other_iban, bank_date),
  ADD KEY IF NOT EXISTS bank_line_gift (gift_id);

-- What was marked by hand was placed in the same step: on the gift that its ledger row names.
UPDATE bank_line SET placed_minor = ABS(minor) WHERE family = 'hand' AND placed_minor = 0;
UPDATE bank_line l JOIN transfer t ON t.event = 13 AND t.cause_type = 'gift' AND t.effect_key LIKE CONCAT('gift:%:13:', l.id, ':%') SET l.gift_id = t.cause_id WHERE l.family = 'hand' AND l.gift_id IS NULL;
ALTER TABLE bank_line DROP CONSTRAINT IF EXISTS line_places_what_it_is;
ALTER TABLE bank_line ADD CONSTRAINT line_places_what_it_is CHECK (placed_minor BETWEEN 0 AND ABS(minor));

-- Suggestions look for what is open.
ALTER TABLE gift ADD KEY IF NOT EXISTS gift_open (open_minor, currency);

-- A file as it waits to be looked through: sealed under a token that stands in no table, and gone
-- when it is booked, or after an hour.
CREATE TABLE IF NOT EXISTS bank_draft (
  token_digest CHAR(64) NOT NULL PRIMARY KEY,
  name VARCHAR(120) NOT NULL,
  sealed MEDIUMTEXT CHARACTER SET ascii NOT NULL,
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  KEY bank_draft_age (made_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS bank_profile (
  id BIGINT NOT NULL PRIMARY KEY,
  name VARCHAR(60) NOT NULL,
  rules TEXT NOT NULL,
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  CONSTRAINT one_profile_of_a_name UNIQUE (name)
) ENGINE=InnoDB;

-- Files of one account are booked one after the other: each moves the version on.
CREATE TABLE IF NOT EXISTS bank_book (
  bank_account_id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL
) ENGINE=InnoDB;

-- One statement of one account, as it was booked. Balances in minor units, as the bank told them.
CREATE TABLE IF NOT EXISTS bank_import (
  id BIGINT NOT NULL PRIMARY KEY,
  bank_account_id BIGINT NOT NULL,
  file_name VARCHAR(120) NOT NULL,
  format VARCHAR(12) NOT NULL,
  statement_id VARCHAR(80) NOT NULL DEFAULT '',
  currency CHAR(3) NOT NULL,
  from_on DATE NULL,
  until_on DATE NULL,
  opening BIGINT NULL,
  closing BIGINT NULL,
  sum_minor BIGINT NOT NULL,
  lines_new INT NOT NULL,
  lines_known INT NOT NULL,
  lines_of_others INT NOT NULL,
  made_by BIGINT NULL,
  made_at DATETIME(6) NOT NULL,
  undone_by BIGINT NULL,
  undone_at DATETIME(6) NULL,
  KEY bank_import_account (bank_account_id, made_at)
) ENGINE=InnoDB;

-- Which line of ours a line of a file is; how: by what sign it was known, or 'new'.
CREATE TABLE IF NOT EXISTS bank_seen (
  import_id BIGINT NOT NULL,
  number INT NOT NULL,
  line_id BIGINT NOT NULL,
  how VARCHAR(12) NOT NULL,
  PRIMARY KEY (import_id, number),
  KEY bank_seen_line (line_id)
) ENGINE=InnoDB;

-- Of a shared account, lines that are not ours: a digest, and nothing else.
CREATE TABLE IF NOT EXISTS bank_stranger (
  bank_account_id BIGINT NOT NULL,
  fingerprint CHAR(64) CHARACTER SET ascii NOT NULL,
  import_id BIGINT NOT NULL,
  PRIMARY KEY (bank_account_id, fingerprint)
) ENGINE=InnoDB;

-- A part of a line that found its place. kind: gift, fee, outside, returned, by_hand.
CREATE TABLE IF NOT EXISTS bank_placing (
  id BIGINT NOT NULL PRIMARY KEY,
  line_id BIGINT NOT NULL,
  kind VARCHAR(12) NOT NULL,
  gift_id BIGINT NULL,
  minor BIGINT NOT NULL,
  released BIGINT NOT NULL DEFAULT 0,
  let_go BIGINT NOT NULL DEFAULT 0,
  state_before VARCHAR(12) NOT NULL DEFAULT '',
  how VARCHAR(16) NOT NULL,
  reason VARCHAR(400) NOT NULL DEFAULT '',
  made_by BIGINT NULL,
  made_at DATETIME(6) NOT NULL,
  undone_by BIGINT NULL,
  undone_at DATETIME(6) NULL,
  CONSTRAINT placing_is_positive CHECK (minor > 0),
  CONSTRAINT placing_kind_is_known CHECK (kind IN ('gift', 'fee', 'outside', 'returned', 'by_hand')),
  KEY bank_placing_line (line_id),
  KEY bank_placing_gift (gift_id),
  KEY bank_placing_age (made_at)
) ENGINE=InnoDB;
