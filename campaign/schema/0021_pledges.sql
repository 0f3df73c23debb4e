-- Pledges: what somebody promises to give later, at once, in parts, or for each lap.
-- minor: the whole promise; of a promise per lap nothing until it is billed. covered_minor: what
-- stands in gifts of it (promised, declared or confirmed); paid_minor: the confirmed part of that;
-- let_go_minor: what lapsed. open_minor: what the ledger still has in `promised` for the pledge.
CREATE TABLE IF NOT EXISTS pledge (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  fund_id BIGINT NOT NULL,
  participant_id BIGINT NOT NULL DEFAULT 0,
  team_id BIGINT NOT NULL DEFAULT 0,
  kind VARCHAR(12) NOT NULL,
  origin VARCHAR(8) NOT NULL,
  currency CHAR(3) NOT NULL,
  minor BIGINT NOT NULL DEFAULT 0,
  unit_minor BIGINT NOT NULL DEFAULT 0,
  cap_minor BIGINT NOT NULL DEFAULT 0,
  laps INT NULL,
  bills INT NOT NULL DEFAULT 0,
  billed_at DATETIME(6) NULL,
  covered_minor BIGINT NOT NULL DEFAULT 0,
  paid_minor BIGINT NOT NULL DEFAULT 0,
  let_go_minor BIGINT NOT NULL DEFAULT 0,
  open_minor BIGINT NOT NULL DEFAULT 0,
  donor_name VARCHAR(120) NOT NULL DEFAULT '',
  is_anonymous TINYINT NOT NULL DEFAULT 0,
  hides_from_participant TINYINT NOT NULL DEFAULT 0,
  email VARCHAR(254) NOT NULL DEFAULT '',
  language VARCHAR(12) NOT NULL DEFAULT 'en',
  note VARCHAR(200) NOT NULL DEFAULT '',
  is_rehearsal TINYINT NOT NULL DEFAULT 0,
  reference VARCHAR(25) NOT NULL,
  request_key VARBINARY(64) NOT NULL,
  request_hash CHAR(64) NOT NULL,
  token_digest CHAR(64) NOT NULL,
  entered_by BIGINT NULL,
  made_at DATETIME(6) NOT NULL,
  proven_at DATETIME(6) NULL,
  withdrawn_at DATETIME(6) NULL,
  steps INT NOT NULL DEFAULT 0,
  CONSTRAINT one_pledge_per_request UNIQUE (request_key),
  CONSTRAINT one_pledge_per_token UNIQUE (token_digest),
  CONSTRAINT one_pledge_per_reference UNIQUE (reference),
  CONSTRAINT pledge_kind_is_known CHECK (kind IN ('flat', 'instalments', 'unit')),
  CONSTRAINT pledge_per_unit_has_a_cap CHECK (kind <> 'unit' OR (unit_minor > 0 AND cap_minor >= unit_minor AND minor <= cap_minor)),
  CONSTRAINT pledge_promises_something CHECK (kind = 'unit' OR minor > 0),
  CONSTRAINT pledge_is_not_negative CHECK (let_go_minor >= 0 AND open_minor >= 0 AND open_minor <= minor),
  KEY pledge_campaign (campaign_id, made_at),
  KEY pledge_participant (participant_id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS pledge_instalment (
  id BIGINT NOT NULL PRIMARY KEY,
  pledge_id BIGINT NOT NULL,
  number INT NOT NULL,
  due_on DATE NOT NULL,
  minor BIGINT NOT NULL,
  let_go_minor BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT one_instalment_of_a_number UNIQUE (pledge_id, number),
  CONSTRAINT instalment_lets_go_what_it_has CHECK (let_go_minor >= 0 AND let_go_minor <= minor),
  CONSTRAINT instalment_belongs_to_a_pledge FOREIGN KEY (pledge_id) REFERENCES pledge (id),
  KEY instalment_due (due_on)
) ENGINE=InnoDB;

-- Which gift pays which pledge, by the gift's request key: written before the gift is recorded.
CREATE TABLE IF NOT EXISTS pledge_gift (
  id BIGINT NOT NULL PRIMARY KEY,
  pledge_id BIGINT NOT NULL,
  request_key VARBINARY(64) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  CONSTRAINT one_pledge_per_payment UNIQUE (request_key),
  CONSTRAINT payment_belongs_to_a_pledge FOREIGN KEY (pledge_id) REFERENCES pledge (id),
  KEY pledge_gift_pledge (pledge_id)
) ENGINE=InnoDB;

-- Laps as one person typed them and another confirmed them. The newest confirmed batch that names a
-- participant says how many they have; a correction is a new batch.
CREATE TABLE IF NOT EXISTS lap_batch (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  state VARCHAR(12) NOT NULL DEFAULT 'entered',
  note VARCHAR(200) NOT NULL DEFAULT '',
  entered_by BIGINT NOT NULL,
  entered_at DATETIME(6) NOT NULL,
  decided_by BIGINT NULL,
  decided_at DATETIME(6) NULL,
  reason VARCHAR(200) NOT NULL DEFAULT '',
  request_key VARBINARY(64) NOT NULL,
  CONSTRAINT one_lap_batch_per_request UNIQUE (request_key),
  CONSTRAINT lap_batch_state_is_known CHECK (state IN ('entered', 'confirmed', 'rejected')),
  CONSTRAINT laps_are_confirmed_by_another_person CHECK (state <> 'confirmed' OR decided_by <> entered_by),
  KEY lap_batch_campaign (campaign_id, state, decided_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS lap_entry (
  id BIGINT NOT NULL PRIMARY KEY,
  batch_id BIGINT NOT NULL,
  participant_id BIGINT NOT NULL,
  laps INT NOT NULL,
  CONSTRAINT one_lap_entry_per_participant UNIQUE (batch_id, participant_id),
  CONSTRAINT laps_are_not_negative CHECK (laps >= 0),
  CONSTRAINT lap_entry_belongs_to_a_batch FOREIGN KEY (batch_id) REFERENCES lap_batch (id),
  KEY lap_entry_participant (participant_id)
) ENGINE=InnoDB;
