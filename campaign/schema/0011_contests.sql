-- Contests: who stands where, kept beside the tallies so that a ranking costs no scan.
-- score_change: what one step of one gift adds to one receiver; written with the step, folded into
--   score by the scorer soon after and then gone. participant_id and team_id 0: nobody is thanked.
-- score: what a participant or a team stands at; step: the scorer's step that changed it last.
-- contest: the rules of one campaign, the scorer's last step, and who agreed to the result.
-- known_donor: the gift with which somebody gave for the first time, by a digest of their address.
-- result: how it ended, written once when a second person agreed; never changed.

CREATE TABLE IF NOT EXISTS contest (
  campaign_id BIGINT NOT NULL PRIMARY KEY,
  measure VARCHAR(8) NOT NULL DEFAULT 'raised',
  hold_days SMALLINT NOT NULL DEFAULT 14,
  step BIGINT NOT NULL DEFAULT 0,
  returned_since BIGINT NOT NULL DEFAULT 0,
  proposed_by BIGINT NULL,
  proposed_at DATETIME(6) NULL,
  agreed_by BIGINT NULL,
  agreed_at DATETIME(6) NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT contest_measure_is_known CHECK (measure IN ('raised', 'gifts', 'donors')),
  CONSTRAINT contest_hold_is_bounded CHECK (hold_days BETWEEN 0 AND 60),
  CONSTRAINT result_is_agreed_by_another_person CHECK (agreed_by IS NULL OR (proposed_by IS NOT NULL AND agreed_by <> proposed_by)),
  CONSTRAINT contest_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS score_change (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  gift_id BIGINT NOT NULL,
  participant_id BIGINT NOT NULL DEFAULT 0,
  team_id BIGINT NOT NULL DEFAULT 0,
  raised BIGINT NOT NULL,
  gifts SMALLINT NOT NULL,
  given_at DATETIME(6) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  donor VARCHAR(64) NOT NULL DEFAULT '',
  KEY score_change_campaign (campaign_id, id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS score (
  subject_type VARCHAR(12) NOT NULL,
  subject_id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  raised BIGINT NOT NULL DEFAULT 0,
  gifts BIGINT NOT NULL DEFAULT 0,
  donors BIGINT NOT NULL DEFAULT 0,
  step BIGINT NOT NULL,
  PRIMARY KEY (subject_type, subject_id),
  CONSTRAINT score_type_is_known CHECK (subject_type IN ('participant', 'team')),
  KEY score_step (campaign_id, step)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS known_donor (
  donor VARCHAR(64) NOT NULL PRIMARY KEY,
  gift_id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  participant_id BIGINT NOT NULL DEFAULT 0,
  team_id BIGINT NOT NULL DEFAULT 0
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS team_group (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  name VARCHAR(80) NOT NULL,
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  agreed_by BIGINT NULL,
  CONSTRAINT one_group_of_a_name UNIQUE (campaign_id, name),
  CONSTRAINT group_name_is_read_by_another_person CHECK (agreed_by IS NULL OR agreed_by <> made_by),
  CONSTRAINT group_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id)
) ENGINE=InnoDB;
CREATE TABLE IF NOT EXISTS grouped_team (
  team_id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  group_id BIGINT NOT NULL,
  KEY grouped_campaign (campaign_id),
  CONSTRAINT team_is_in_a_group FOREIGN KEY (group_id) REFERENCES team_group (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS result (
  campaign_id BIGINT NOT NULL,
  subject_type VARCHAR(12) NOT NULL,
  subject_id BIGINT NOT NULL,
  place INT NOT NULL,
  score BIGINT NOT NULL,
  PRIMARY KEY (campaign_id, subject_type, subject_id),
  KEY result_place (campaign_id, subject_type, place, subject_id),
  CONSTRAINT place_is_positive CHECK (place > 0),
  CONSTRAINT result_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id)
) ENGINE=InnoDB;

-- Two participants or two teams of one campaign, from a yes until a day. What counts is what each
-- gained since they agreed (…_from); what they ended at is kept (…_until).
CREATE TABLE IF NOT EXISTS challenge (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  subject_type VARCHAR(12) NOT NULL,
  asking_id BIGINT NOT NULL,
  asked_id BIGINT NOT NULL,
  measure VARCHAR(8) NOT NULL,
  state VARCHAR(12) NOT NULL DEFAULT 'asked',
  until_at DATETIME(6) NOT NULL,
  asked_at DATETIME(6) NOT NULL,
  agreed_at DATETIME(6) NULL,
  over_at DATETIME(6) NULL,
  asking_from BIGINT NOT NULL DEFAULT 0,
  asked_from BIGINT NOT NULL DEFAULT 0,
  asking_until BIGINT NULL,
  asked_until BIGINT NULL,
  request_key VARBINARY(64) NOT NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_challenge_per_request UNIQUE (request_key),
  CONSTRAINT nobody_challenges_themselves CHECK (asking_id <> asked_id),
  CONSTRAINT challenge_type_is_known CHECK (subject_type IN ('participant', 'team')),
  CONSTRAINT challenge_measure_is_known CHECK (measure IN ('raised', 'gifts', 'donors')),
  CONSTRAINT challenge_state_is_known CHECK (state IN ('asked', 'running', 'declined', 'cancelled', 'over')),
  CONSTRAINT race_has_a_yes CHECK (state NOT IN ('running', 'over') OR agreed_at IS NOT NULL),
  CONSTRAINT race_that_is_over_has_its_end CHECK (state <> 'over' OR (asking_until IS NOT NULL AND asked_until IS NOT NULL)),
  CONSTRAINT challenge_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
  KEY challenge_asking (subject_type, asking_id, asked_at),
  KEY challenge_asked (subject_type, asked_id, asked_at),
  KEY challenge_due (state, until_at)
) ENGINE=InnoDB;

-- What gifts confirmed so far have added; the scorer folds it. A share's own number, so that a
-- second run of this step adds nothing.
INSERT IGNORE INTO score_change (id, campaign_id, gift_id, participant_id, team_id, raised, gifts, given_at, made_at, donor)
SELECT share.id, share.campaign_id, share.gift_id, share.participant_id, share.team_id, share.minor, IF(share.minor > 0, 1, 0),
       gift.given_at, COALESCE(gift.confirmed_at, gift.given_at), IF(gift.email = '', '', SHA2(LOWER(gift.email), 256))
  FROM share JOIN gift ON gift.id = share.gift_id
 WHERE share.is_confirmed = 1 AND gift.state = 'confirmed' AND gift.is_rehearsal = 0;

-- One row: do walls and rankings rest, so that gifts go first?
CREATE TABLE IF NOT EXISTS gifts_first (
  id TINYINT NOT NULL PRIMARY KEY DEFAULT 1,
  is_on TINYINT NOT NULL DEFAULT 0,
  set_by BIGINT NULL,
  set_at DATETIME(6) NULL,
  CONSTRAINT there_is_one_switch CHECK (id = 1)
) ENGINE=InnoDB;
INSERT IGNORE INTO gifts_first (id) VALUES (1);
