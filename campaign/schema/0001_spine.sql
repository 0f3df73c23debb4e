-- The spine: everything that one true gift needs, from poster to ledger.
-- Ids are made by the program (campaign/words/id.h). Moments are UTC. Amounts are minor units.
-- Statements end with a semicolon at the end of a line; a trigger's body stands on one line.

CREATE TABLE IF NOT EXISTS secret (
  name VARCHAR(40) NOT NULL PRIMARY KEY,
  value VARCHAR(128) NOT NULL
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS picture (
  digest CHAR(64) NOT NULL PRIMARY KEY,
  type VARCHAR(40) NOT NULL,
  bytes MEDIUMBLOB NOT NULL,
  made_at DATETIME(6) NOT NULL
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS account (
  id BIGINT NOT NULL PRIMARY KEY,
  email VARCHAR(254) NOT NULL COLLATE utf8mb4_bin,
  name VARCHAR(120) NOT NULL,
  password_hash VARCHAR(200) NOT NULL DEFAULT '',
  language VARCHAR(12) NOT NULL DEFAULT 'en',
  is_demo TINYINT NOT NULL DEFAULT 0,
  made_at DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_account_per_address UNIQUE (email)
) ENGINE=InnoDB;

-- campaign_id 0 means every campaign.
CREATE TABLE IF NOT EXISTS account_role (
  id BIGINT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL,
  role VARCHAR(20) NOT NULL,
  campaign_id BIGINT NOT NULL DEFAULT 0,
  given_by BIGINT NULL,
  given_at DATETIME(6) NOT NULL,
  ended_by BIGINT NULL,
  ended_at DATETIME(6) NULL,
  is_current TINYINT AS (IF(ended_at IS NULL, 1, NULL)) PERSISTENT,
  CONSTRAINT one_current_role_of_a_sort UNIQUE (account_id, role, campaign_id, is_current),
  CONSTRAINT role_belongs_to_an_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS invitation (
  token_digest CHAR(64) NOT NULL PRIMARY KEY,
  purpose VARCHAR(20) NOT NULL,
  email VARCHAR(254) NOT NULL DEFAULT '',
  name VARCHAR(120) NOT NULL DEFAULT '',
  role VARCHAR(20) NOT NULL DEFAULT '',
  campaign_id BIGINT NOT NULL DEFAULT 0,
  account_id BIGINT NULL,
  made_by BIGINT NULL,
  made_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS session (
  digest CHAR(64) NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL,
  form_token CHAR(26) NOT NULL,
  client VARCHAR(64) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  seen_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  KEY session_account (account_id),
  KEY session_expiry (expires_at),
  CONSTRAINT session_belongs_to_an_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB;

-- Attempts that are counted to slow them down; the subject is a digest of what is throttled.
CREATE TABLE IF NOT EXISTS attempt (
  id BIGINT NOT NULL PRIMARY KEY,
  subject CHAR(64) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  KEY attempt_subject (subject, made_at),
  KEY attempt_age (made_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS organisation (
  id TINYINT NOT NULL PRIMARY KEY,
  legal_name VARCHAR(120) NOT NULL DEFAULT '',
  register_number VARCHAR(60) NOT NULL DEFAULT '',
  address VARCHAR(400) NOT NULL DEFAULT '',
  telephone VARCHAR(40) NOT NULL DEFAULT '',
  sender_address VARCHAR(254) NOT NULL DEFAULT '',
  imprint TEXT NOT NULL,
  privacy TEXT NOT NULL,
  country CHAR(2) NOT NULL DEFAULT '',
  time_zone VARCHAR(40) NOT NULL DEFAULT 'Europe/Berlin',
  currency CHAR(3) NOT NULL DEFAULT 'EUR',
  logo CHAR(64) NULL,
  is_demo TINYINT NOT NULL DEFAULT 0,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT only_one_organisation CHECK (id = 1)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS bank_account (
  id BIGINT NOT NULL PRIMARY KEY,
  label VARCHAR(60) NOT NULL,
  holder VARCHAR(70) NOT NULL,
  iban VARCHAR(34) NOT NULL,
  bic VARCHAR(11) NOT NULL DEFAULT '',
  currency CHAR(3) NOT NULL,
  is_shared TINYINT NOT NULL DEFAULT 0,
  state VARCHAR(12) NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_at DATETIME(6) NOT NULL,
  decided_by BIGINT NULL,
  decided_at DATETIME(6) NULL,
  replaces BIGINT NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT bank_account_is_changed_by_two_people CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CONSTRAINT bank_account_state_is_known CHECK (state IN ('proposed', 'active', 'refused', 'ended'))
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS campaign (
  id BIGINT NOT NULL PRIMARY KEY,
  slug VARCHAR(60) NOT NULL COLLATE utf8mb4_bin,
  kind VARCHAR(16) NOT NULL,
  currency CHAR(3) NOT NULL,
  state VARCHAR(12) NOT NULL,
  state_reason VARCHAR(400) NOT NULL DEFAULT '',
  shown_version BIGINT NULL,
  preview_token CHAR(26) NOT NULL,
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  opened_at DATETIME(6) NULL,
  closed_at DATETIME(6) NULL,
  copied_from BIGINT NULL,
  is_rehearsal TINYINT NOT NULL DEFAULT 0,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_campaign_per_address UNIQUE (slug),
  CONSTRAINT campaign_kind_is_known CHECK (kind IN ('walk', 'crowdfunding', 'contest', 'broadcast', 'recruiting')),
  CONSTRAINT campaign_state_is_known CHECK (state IN ('draft', 'approved', 'paused', 'postponed', 'cancelled', 'closed'))
) ENGINE=InnoDB;

-- What people read about a campaign. The approved one stays visible while a newer one waits.
-- sponsors: one a line. milestones: amount, space, title, one a line; synchronised when approved.
CREATE TABLE IF NOT EXISTS campaign_version (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  number INT NOT NULL,
  state VARCHAR(12) NOT NULL,
  title VARCHAR(120) NOT NULL,
  summary VARCHAR(300) NOT NULL DEFAULT '',
  story TEXT NOT NULL,
  goal_kind VARCHAR(12) NOT NULL DEFAULT 'money',
  goal BIGINT NOT NULL DEFAULT 0,
  starts_on DATE NOT NULL,
  ends_on DATE NOT NULL,
  time_zone VARCHAR(40) NOT NULL,
  place VARCHAR(160) NOT NULL DEFAULT '',
  event_at DATETIME(6) NULL,
  routes VARCHAR(120) NOT NULL DEFAULT '',
  entry VARCHAR(120) NOT NULL DEFAULT '',
  step_free VARCHAR(120) NOT NULL DEFAULT '',
  contact VARCHAR(160) NOT NULL DEFAULT '',
  hashtag VARCHAR(60) NOT NULL DEFAULT '',
  sponsors TEXT NOT NULL,
  milestones TEXT NOT NULL,
  theme VARCHAR(24) NOT NULL DEFAULT 'horizon',
  theme_seed INT NOT NULL DEFAULT 1,
  bank_account_id BIGINT NULL,
  shows_lighter TINYINT NOT NULL DEFAULT 1,
  author_id BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  submitted_at DATETIME(6) NULL,
  decided_by BIGINT NULL,
  decided_at DATETIME(6) NULL,
  reason VARCHAR(400) NOT NULL DEFAULT '',
  CONSTRAINT one_version_of_a_number UNIQUE (campaign_id, number),
  CONSTRAINT version_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
  CONSTRAINT version_is_approved_by_another_person CHECK (decided_by IS NULL OR decided_by <> author_id),
  CONSTRAINT window_ends_after_it_starts CHECK (ends_on >= starts_on),
  CONSTRAINT goal_is_not_negative CHECK (goal >= 0),
  CONSTRAINT version_state_is_known CHECK (state IN ('draft', 'submitted', 'approved', 'sent_back', 'replaced'))
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS fund (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  name VARCHAR(80) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  CONSTRAINT one_fund_of_a_name UNIQUE (campaign_id, name),
  CONSTRAINT fund_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS milestone (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  title VARCHAR(120) NOT NULL,
  is_former_goal TINYINT NOT NULL DEFAULT 0,
  reached_at DATETIME(6) NULL,
  CONSTRAINT one_milestone_of_an_amount UNIQUE (campaign_id, amount),
  CONSTRAINT milestone_is_positive CHECK (amount > 0)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS team (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  slug VARCHAR(60) NOT NULL COLLATE utf8mb4_bin,
  name VARCHAR(80) NOT NULL,
  words_state VARCHAR(12) NOT NULL DEFAULT 'waiting',
  words_decided_by BIGINT NULL,
  words_decided_at DATETIME(6) NULL,
  words_reason VARCHAR(400) NOT NULL DEFAULT '',
  made_at DATETIME(6) NOT NULL,
  CONSTRAINT one_team_per_address UNIQUE (campaign_id, slug)
) ENGINE=InnoDB;

-- name and story are as last written; shown_name and shown_story as last reviewed, empty before.
-- words_state: waiting, published, sent_back.
CREATE TABLE IF NOT EXISTS participant (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  team_id BIGINT NULL,
  slug VARCHAR(60) NOT NULL COLLATE utf8mb4_bin,
  name VARCHAR(80) NOT NULL,
  email VARCHAR(254) NOT NULL DEFAULT '',
  story TEXT NOT NULL,
  shown_name VARCHAR(80) NOT NULL DEFAULT '',
  shown_story TEXT NOT NULL,
  words_reason VARCHAR(400) NOT NULL DEFAULT '',
  words_written_at DATETIME(6) NOT NULL,
  goal BIGINT NOT NULL DEFAULT 0,
  link_id BIGINT NULL,
  token_digest CHAR(64) NOT NULL,
  request_key VARBINARY(64) NOT NULL,
  words_state VARCHAR(12) NOT NULL DEFAULT 'waiting',
  words_decided_by BIGINT NULL,
  words_decided_at DATETIME(6) NULL,
  language VARCHAR(12) NOT NULL DEFAULT 'en',
  made_at DATETIME(6) NOT NULL,
  left_at DATETIME(6) NULL,
  account_id BIGINT NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_participant_per_address UNIQUE (campaign_id, slug),
  CONSTRAINT one_participant_per_token UNIQUE (token_digest),
  CONSTRAINT one_participant_per_request UNIQUE (request_key),
  KEY participant_team (team_id),
  KEY participant_review (words_state, words_written_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS placement (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  name VARCHAR(120) NOT NULL,
  address VARCHAR(200) NOT NULL DEFAULT '',
  note VARCHAR(200) NOT NULL DEFAULT '',
  copies INT NOT NULL DEFAULT 1,
  cost BIGINT NOT NULL DEFAULT 0,
  state VARCHAR(12) NOT NULL DEFAULT 'planned',
  made_at DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_placement_of_a_name UNIQUE (campaign_id, name),
  CONSTRAINT placement_state_is_known CHECK (state IN ('planned', 'printed', 'hung', 'taken_down'))
) ENGINE=InnoDB;

-- code: upper-case Crockford base32. Never reused, never deleted.
CREATE TABLE IF NOT EXISTS link (
  id BIGINT NOT NULL PRIMARY KEY,
  code CHAR(6) NOT NULL COLLATE utf8mb4_bin,
  campaign_id BIGINT NOT NULL,
  channel VARCHAR(20) NOT NULL,
  landing VARCHAR(16) NOT NULL DEFAULT 'campaign',
  label VARCHAR(120) NOT NULL DEFAULT '',
  placement_id BIGINT NULL,
  participant_id BIGINT NULL,
  made_by BIGINT NULL,
  made_at DATETIME(6) NOT NULL,
  retired_at DATETIME(6) NULL,
  CONSTRAINT one_link_per_code UNIQUE (code),
  CONSTRAINT link_landing_is_known CHECK (landing IN ('campaign', 'participant', 'give', 'join')),
  KEY link_campaign (campaign_id, channel),
  KEY link_placement (placement_id),
  KEY link_participant (participant_id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS visit (
  id BIGINT NOT NULL PRIMARY KEY,
  link_id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  sort VARCHAR(8) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  browser VARCHAR(16) NOT NULL DEFAULT '',
  referrer_host VARCHAR(80) NOT NULL DEFAULT '',
  visitor CHAR(16) NOT NULL DEFAULT '',
  CONSTRAINT visit_sort_is_known CHECK (sort IN ('person', 'bot', 'head', 'staff')),
  KEY visit_link (link_id, made_at),
  KEY visit_campaign (campaign_id, made_at)
) ENGINE=InnoDB;

-- Cached counts of visits; rebuilt from visit by ledger verify.
CREATE TABLE IF NOT EXISTS link_tally (
  link_id BIGINT NOT NULL PRIMARY KEY,
  persons BIGINT NOT NULL DEFAULT 0,
  others BIGINT NOT NULL DEFAULT 0,
  pages BIGINT NOT NULL DEFAULT 0,
  last_at DATETIME(6) NULL
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS gift (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  method VARCHAR(12) NOT NULL,
  state VARCHAR(12) NOT NULL,
  origin VARCHAR(8) NOT NULL,
  currency CHAR(3) NOT NULL,
  minor BIGINT NOT NULL,
  confirmed_minor BIGINT NOT NULL DEFAULT 0,
  open_minor BIGINT NOT NULL DEFAULT 0,
  given_at DATETIME(6) NOT NULL,
  confirmed_at DATETIME(6) NULL,
  is_late TINYINT NOT NULL DEFAULT 0,
  is_rehearsal TINYINT NOT NULL DEFAULT 0,
  donor_name VARCHAR(120) NOT NULL DEFAULT '',
  is_anonymous TINYINT NOT NULL DEFAULT 0,
  hides_from_participant TINYINT NOT NULL DEFAULT 0,
  hides_amount TINYINT NOT NULL DEFAULT 0,
  message VARCHAR(600) NOT NULL DEFAULT '',
  words_state VARCHAR(12) NOT NULL DEFAULT 'none',
  words_decided_by BIGINT NULL,
  words_decided_at DATETIME(6) NULL,
  email VARCHAR(254) NOT NULL DEFAULT '',
  proven_at DATETIME(6) NULL,
  language VARCHAR(12) NOT NULL DEFAULT 'en',
  receipt_name VARCHAR(120) NOT NULL DEFAULT '',
  receipt_address VARCHAR(400) NOT NULL DEFAULT '',
  consent_mail_at DATETIME(6) NULL,
  consent_wording VARCHAR(200) NOT NULL DEFAULT '',
  link_id BIGINT NULL,
  reference VARCHAR(25) NULL,
  request_key VARBINARY(64) NOT NULL,
  request_hash CHAR(64) NOT NULL,
  token_digest CHAR(64) NOT NULL,
  browser CHAR(16) NOT NULL DEFAULT '',
  entered_by BIGINT NULL,
  author_id BIGINT NULL,
  decided_by BIGINT NULL,
  decided_at DATETIME(6) NULL,
  state_reason VARCHAR(400) NOT NULL DEFAULT '',
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT once_per_request UNIQUE (request_key),
  CONSTRAINT one_gift_per_token UNIQUE (token_digest),
  CONSTRAINT one_gift_per_reference UNIQUE (reference),
  CONSTRAINT gift_is_positive CHECK (minor > 0),
  CONSTRAINT gift_is_confirmed_by_another_person CHECK (decided_by IS NULL OR entered_by IS NULL OR decided_by <> entered_by),
  CONSTRAINT gift_state_is_known CHECK (state IN ('pending', 'entered', 'confirmed', 'rejected', 'lapsed', 'withdrawn')),
  CONSTRAINT gift_method_is_known CHECK (method IN ('transfer', 'cash', 'cheque', 'card_reader', 'card')),
  KEY gift_recent (campaign_id, state, confirmed_at),
  KEY gift_given (campaign_id, given_at),
  KEY gift_review (words_state, given_at),
  KEY gift_link (link_id),
  KEY gift_browser (browser, given_at),
  KEY gift_email (email, given_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS gift_line (
  id BIGINT NOT NULL PRIMARY KEY,
  gift_id BIGINT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  fund_id BIGINT NOT NULL,
  minor BIGINT NOT NULL,
  counts TINYINT NOT NULL,
  CONSTRAINT one_line_of_a_kind_and_fund UNIQUE (gift_id, kind, fund_id),
  CONSTRAINT line_is_positive CHECK (minor > 0),
  CONSTRAINT line_kind_is_known CHECK (kind IN ('gift', 'fee_cover', 'registration', 'matching', 'sale', 'tax_reclaim', 'cash_over')),
  CONSTRAINT line_belongs_to_a_gift FOREIGN KEY (gift_id) REFERENCES gift (id)
) ENGINE=InnoDB;

-- minor is what counts once the gift is confirmed; until then it is what was asked for.
CREATE TABLE IF NOT EXISTS share (
  id BIGINT NOT NULL PRIMARY KEY,
  gift_id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  participant_id BIGINT NOT NULL DEFAULT 0,
  team_id BIGINT NOT NULL DEFAULT 0,
  minor BIGINT NOT NULL,
  is_confirmed TINYINT NOT NULL DEFAULT 0,
  made_at DATETIME(6) NOT NULL,
  CONSTRAINT one_share_per_receiver UNIQUE (gift_id, participant_id, team_id),
  CONSTRAINT share_is_not_negative CHECK (minor >= 0),
  CONSTRAINT share_has_a_receiver CHECK (participant_id <> 0 OR team_id <> 0),
  KEY share_participant (participant_id, made_at),
  KEY share_team (team_id),
  CONSTRAINT share_belongs_to_a_gift FOREIGN KEY (gift_id) REFERENCES gift (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS bank_line (
  id BIGINT NOT NULL PRIMARY KEY,
  bank_account_id BIGINT NOT NULL,
  bank_date DATE NOT NULL,
  minor BIGINT NOT NULL,
  currency CHAR(3) NOT NULL,
  statement_reference VARCHAR(80) NOT NULL,
  fingerprint CHAR(64) NOT NULL,
  origin VARCHAR(12) NOT NULL,
  made_by BIGINT NULL,
  made_at DATETIME(6) NOT NULL,
  CONSTRAINT one_bank_line_per_fingerprint UNIQUE (fingerprint),
  CONSTRAINT bank_line_moves_something CHECK (minor <> 0)
) ENGINE=InnoDB;

-- The ledger. One row debits one account and credits another with one amount. Append only.
-- event: the number of the event in the chart of accounts (docs/data_model.md).
CREATE TABLE IF NOT EXISTS transfer (
  id BIGINT NOT NULL PRIMARY KEY,
  event TINYINT NOT NULL,
  debit VARCHAR(40) NOT NULL,
  credit VARCHAR(40) NOT NULL,
  minor BIGINT NOT NULL,
  currency CHAR(3) NOT NULL,
  campaign_id BIGINT NULL,
  fund_id BIGINT NULL,
  kind VARCHAR(16) NOT NULL DEFAULT '',
  method VARCHAR(12) NOT NULL DEFAULT '',
  counts TINYINT NOT NULL DEFAULT 0,
  cause_type VARCHAR(16) NOT NULL,
  cause_id BIGINT NOT NULL,
  effect_key VARCHAR(100) NOT NULL,
  given_at DATETIME(6) NULL,
  booked_at DATETIME(6) NOT NULL,
  booked_on DATE NOT NULL,
  bank_date DATE NULL,
  actor_id BIGINT NULL,
  actor_role VARCHAR(20) NOT NULL,
  on_behalf_of VARCHAR(120) NOT NULL DEFAULT '',
  reason VARCHAR(400) NOT NULL DEFAULT '',
  reverses BIGINT NULL,
  row_hash CHAR(64) NOT NULL,
  CONSTRAINT once_per_effect UNIQUE (effect_key),
  CONSTRAINT reversed_once UNIQUE (reverses),
  CONSTRAINT transfer_is_positive CHECK (minor > 0),
  CONSTRAINT transfer_has_two_sides CHECK (debit <> credit),
  KEY transfer_campaign (campaign_id, booked_on),
  KEY transfer_cause (cause_type, cause_id)
) ENGINE=InnoDB;

-- Cached sums of the ledger, in slots so that no row is hot. A total is the sum of the slots.
-- subject_type: campaign, participant, team. Participants and teams use raised and gifts only.
CREATE TABLE IF NOT EXISTS tally (
  subject_type VARCHAR(12) NOT NULL,
  subject_id BIGINT NOT NULL,
  slot SMALLINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  pledged BIGINT NOT NULL DEFAULT 0,
  entered BIGINT NOT NULL DEFAULT 0,
  confirmed BIGINT NOT NULL DEFAULT 0,
  raised BIGINT NOT NULL DEFAULT 0,
  banked BIGINT NOT NULL DEFAULT 0,
  on_the_way BIGINT NOT NULL DEFAULT 0,
  costs BIGINT NOT NULL DEFAULT 0,
  gifts BIGINT NOT NULL DEFAULT 0,
  changed_at DATETIME(6) NULL,
  PRIMARY KEY (subject_type, subject_id, slot),
  KEY tally_campaign (campaign_id, subject_type)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS audit (
  id BIGINT NOT NULL PRIMARY KEY,
  made_at DATETIME(6) NOT NULL,
  actor_id BIGINT NULL,
  actor_role VARCHAR(20) NOT NULL,
  on_behalf_of VARCHAR(120) NOT NULL DEFAULT '',
  action VARCHAR(40) NOT NULL,
  subject_type VARCHAR(20) NOT NULL,
  subject_id BIGINT NOT NULL,
  campaign_id BIGINT NULL,
  reason VARCHAR(400) NOT NULL DEFAULT '',
  detail TEXT NOT NULL,
  request_id VARCHAR(40) NOT NULL DEFAULT '',
  row_hash CHAR(64) NOT NULL,
  KEY audit_subject (subject_type, subject_id),
  KEY audit_campaign (campaign_id, made_at),
  KEY audit_age (made_at)
) ENGINE=InnoDB;

CREATE OR REPLACE TRIGGER transfer_is_never_changed BEFORE UPDATE ON transfer FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'transfer_is_never_changed';
CREATE OR REPLACE TRIGGER transfer_is_never_removed BEFORE DELETE ON transfer FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'transfer_is_never_removed';
CREATE OR REPLACE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_is_never_changed';
CREATE OR REPLACE TRIGGER audit_is_never_removed BEFORE DELETE ON audit FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_is_never_removed';

INSERT IGNORE INTO organisation (id, imprint, privacy) VALUES (1, '', '');
INSERT IGNORE INTO secret (name, value) VALUES ('tokens', SHA2(CONCAT(UUID(), RANDOM_BYTES(32), RANDOM_BYTES(16)), 256));
