-- Cash: what people hand in (envelopes), what carries it (bags), who counted it, who holds it, and
-- how it came to the bank (deposits). Amounts in minor units of the campaign's currency.
ALTER TABLE gift
  ADD COLUMN IF NOT EXISTS envelope_id BIGINT NULL,
  ADD KEY IF NOT EXISTS gift_envelope (envelope_id);

ALTER TABLE bank_placing ADD KEY IF NOT EXISTS bank_placing_about (about);

-- The last number given of each series; campaign 0: of the whole organisation. A number is taken
-- in the unit of work that uses it, so that none is ever missing.
CREATE TABLE IF NOT EXISTS cash_series (
  series VARCHAR(12) NOT NULL,
  campaign_id BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  PRIMARY KEY (series, campaign_id)
) ENGINE=InnoDB;

-- One row for each campaign with cash: change that is out, when envelopes are due, and what of the
-- cash counted at the desk has gone to the bank.
CREATE TABLE IF NOT EXISTS cash_till (
  campaign_id BIGINT NOT NULL PRIMARY KEY,
  float_out BIGINT NOT NULL DEFAULT 0,
  desk_taken BIGINT NOT NULL DEFAULT 0,
  hand_in_by DATE NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT no_more_change_comes_back_than_is_out CHECK (float_out >= 0)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS cash_envelope (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  code CHAR(6) NOT NULL,
  state VARCHAR(12) NOT NULL,
  participant_id BIGINT NULL,
  giver VARCHAR(80) NOT NULL DEFAULT '',
  told_minor BIGINT NULL,
  control_minor BIGINT NULL,
  counted_minor BIGINT NULL,
  sheet_number BIGINT NULL,
  received_by BIGINT NULL,
  received_at DATETIME(6) NULL,
  bag_id BIGINT NULL,
  answer VARCHAR(400) NOT NULL DEFAULT '',
  answered_at DATETIME(6) NULL,
  request_key VARBINARY(64) NULL,
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_envelope_of_a_number UNIQUE (campaign_id, number),
  CONSTRAINT one_envelope_of_a_code UNIQUE (code),
  CONSTRAINT one_sheet_of_a_number UNIQUE (campaign_id, sheet_number),
  CONSTRAINT envelope_is_handed_in_once UNIQUE (request_key),
  CONSTRAINT envelope_state_is_known CHECK (state IN ('printed', 'handed_in', 'counted', 'given_back')),
  KEY envelope_bag (bag_id),
  KEY envelope_participant (participant_id)
) ENGINE=InnoDB;

-- One gift named on an envelope's sheet; counted_minor: what was found of it, empty: as it was told.
CREATE TABLE IF NOT EXISTS cash_row (
  gift_id BIGINT NOT NULL PRIMARY KEY,
  envelope_id BIGINT NOT NULL,
  number INT NOT NULL,
  counted_minor BIGINT NULL,
  set_by BIGINT NULL,
  CONSTRAINT counted_is_not_negative CHECK (counted_minor IS NULL OR counted_minor >= 0),
  KEY cash_row_envelope (envelope_id, number)
) ENGINE=InnoDB;

-- content_minor: what the ledger says is in it. round: of its counts, over its whole life.
CREATE TABLE IF NOT EXISTS cash_bag (
  id BIGINT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  fund_id BIGINT NOT NULL,
  currency CHAR(3) NOT NULL,
  state VARCHAR(12) NOT NULL,
  seal VARCHAR(40) NOT NULL DEFAULT '',
  holder BIGINT NOT NULL,
  held_since DATETIME(6) NOT NULL,
  handover_id BIGINT NULL,
  round INT NOT NULL DEFAULT 1,
  tries INT NOT NULL DEFAULT 0,
  is_recount TINYINT NOT NULL DEFAULT 0,
  agreed_count BIGINT NULL,
  first_counter BIGINT NULL,
  second_counter BIGINT NULL,
  decided_by BIGINT NULL,
  reason VARCHAR(400) NOT NULL DEFAULT '',
  content_minor BIGINT NOT NULL DEFAULT 0,
  deposit_id BIGINT NULL,
  closed_by BIGINT NULL,
  closed_at DATETIME(6) NULL,
  request_key VARBINARY(64) NOT NULL,
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_bag_of_a_number UNIQUE (number),
  CONSTRAINT bag_is_begun_once UNIQUE (request_key),
  CONSTRAINT bag_is_counted_by_two_people CHECK (first_counter IS NULL OR second_counter IS NULL OR first_counter <> second_counter),
  CONSTRAINT bag_is_decided_by_a_third_person CHECK (decided_by IS NULL OR (decided_by <> first_counter AND decided_by <> second_counter)),
  CONSTRAINT bag_holds_no_less_than_nothing CHECK (content_minor >= 0),
  CONSTRAINT bag_state_is_known CHECK (state IN ('open', 'sealed', 'agreed', 'disputed', 'counted', 'deposited')),
  KEY bag_campaign (campaign_id, state),
  KEY bag_deposit (deposit_id)
) ENGINE=InnoDB;

-- What one person counted in one round, never changed. at_screen_of: whose session it was typed in.
CREATE TABLE IF NOT EXISTS cash_count (
  id BIGINT NOT NULL PRIMARY KEY,
  bag_id BIGINT NOT NULL,
  round INT NOT NULL,
  seat TINYINT NOT NULL,
  counter BIGINT NOT NULL,
  at_screen_of BIGINT NULL,
  money_minor BIGINT NOT NULL,
  cheques_minor BIGINT NOT NULL,
  float_minor BIGINT NOT NULL,
  vouchers_minor BIGINT NOT NULL,
  abroad VARCHAR(400) NOT NULL DEFAULT '',
  seal_whole TINYINT NOT NULL,
  device_key VARBINARY(64) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  CONSTRAINT two_counts_in_a_round UNIQUE (bag_id, round, seat),
  CONSTRAINT nobody_counts_twice_in_a_round UNIQUE (bag_id, round, counter),
  CONSTRAINT once_per_device_key UNIQUE (device_key),
  CONSTRAINT seat_is_first_or_second CHECK (seat IN (1, 2))
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS cash_count_line (
  count_id BIGINT NOT NULL,
  number INT NOT NULL,
  sort VARCHAR(8) NOT NULL,
  currency CHAR(3) NOT NULL,
  face BIGINT NOT NULL,
  pieces BIGINT NOT NULL,
  label VARCHAR(80) NOT NULL DEFAULT '',
  PRIMARY KEY (count_id, number),
  CONSTRAINT sort_of_money_is_known CHECK (sort IN ('note', 'coin', 'cheque', 'abroad', 'float', 'voucher'))
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS cash_handover (
  id BIGINT NOT NULL PRIMARY KEY,
  bag_id BIGINT NOT NULL,
  from_account BIGINT NOT NULL,
  to_account BIGINT NOT NULL,
  state VARCHAR(12) NOT NULL,
  seal_whole TINYINT NULL,
  note VARCHAR(200) NOT NULL DEFAULT '',
  made_at DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  CONSTRAINT a_bag_goes_to_another_person CHECK (from_account <> to_account),
  CONSTRAINT handover_state_is_known CHECK (state IN ('asked', 'taken', 'called_back')),
  KEY handover_bag (bag_id, made_at),
  KEY handover_to (to_account, state)
) ENGINE=InnoDB;

-- corrected_minor: agreed differences, less than nothing where the bank counted less.
CREATE TABLE IF NOT EXISTS cash_deposit (
  id BIGINT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  fund_id BIGINT NOT NULL,
  currency CHAR(3) NOT NULL,
  slip VARCHAR(40) NOT NULL DEFAULT '',
  minor BIGINT NOT NULL,
  desk_minor BIGINT NOT NULL DEFAULT 0,
  arrived_minor BIGINT NOT NULL DEFAULT 0,
  corrected_minor BIGINT NOT NULL DEFAULT 0,
  difference_id BIGINT NULL,
  taken_on DATE NOT NULL,
  request_key VARBINARY(64) NOT NULL,
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_deposit_of_a_number UNIQUE (number),
  CONSTRAINT deposit_is_made_once UNIQUE (request_key),
  CONSTRAINT deposit_is_positive CHECK (minor > 0),
  KEY deposit_campaign (campaign_id, taken_on)
) ENGINE=InnoDB;

-- A difference that was found later (event 15), known to two people: of a bag by its two counters,
-- of a deposit proposed by one and agreed to by another.
CREATE TABLE IF NOT EXISTS cash_difference (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  bag_id BIGINT NULL,
  deposit_id BIGINT NULL,
  minor BIGINT NOT NULL,
  reason VARCHAR(400) NOT NULL,
  author BIGINT NOT NULL,
  approver BIGINT NULL,
  made_at DATETIME(6) NOT NULL,
  booked_at DATETIME(6) NULL,
  CONSTRAINT difference_is_something CHECK (minor <> 0),
  CONSTRAINT difference_has_a_reason CHECK (reason <> ''),
  CONSTRAINT difference_is_known_to_two_people CHECK (approver IS NULL OR approver <> author),
  KEY difference_bag (bag_id),
  KEY difference_deposit (deposit_id)
) ENGINE=InnoDB;

-- Change drawn from the bank; placed_minor: how much of it a line of the statement has shown.
CREATE TABLE IF NOT EXISTS cash_float (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  currency CHAR(3) NOT NULL,
  minor BIGINT NOT NULL,
  placed_minor BIGINT NOT NULL DEFAULT 0,
  note VARCHAR(200) NOT NULL DEFAULT '',
  request_key VARBINARY(64) NOT NULL,
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  CONSTRAINT float_is_positive CHECK (minor > 0),
  CONSTRAINT float_is_drawn_once UNIQUE (request_key),
  CONSTRAINT float_is_placed_up_to_itself CHECK (placed_minor BETWEEN 0 AND minor),
  KEY float_campaign (campaign_id, made_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS cash_pin (
  account_id BIGINT NOT NULL PRIMARY KEY,
  pin_hash VARCHAR(200) NOT NULL,
  set_at DATETIME(6) NOT NULL
) ENGINE=InnoDB;
