-- Joining: who may, captains, people under age, guidelines, invitations, addresses that last.
-- joins, who_joins: open, approval, invitation. *_says: yes, waiting, no.
-- wanted_team_id: the team that has not said yes yet. note: what was told to the person, and why.
-- registered_by: the colleague who made the page for somebody without e-mail.

ALTER TABLE team
  ADD COLUMN IF NOT EXISTS shown_name VARCHAR(80) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS joins VARCHAR(12) NOT NULL DEFAULT 'open',
  ADD COLUMN IF NOT EXISTS captain_id BIGINT NULL,
  ADD COLUMN IF NOT EXISTS heir_id BIGINT NULL,
  ADD COLUMN IF NOT EXISTS wanted_slug VARCHAR(60) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS version INT NOT NULL DEFAULT 1;
UPDATE team SET shown_name = name WHERE words_state = 'published' AND shown_name = '';
UPDATE team SET captain_id = (SELECT participant.id FROM participant WHERE participant.team_id = team.id AND participant.left_at IS NULL ORDER BY participant.made_at, participant.id LIMIT 1) WHERE captain_id IS NULL;
ALTER TABLE team DROP CONSTRAINT IF EXISTS team_joins_is_known;
ALTER TABLE team ADD CONSTRAINT team_joins_is_known CHECK (joins IN ('open', 'approval', 'invitation'));

ALTER TABLE participant
  ADD COLUMN IF NOT EXISTS is_minor TINYINT NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS guardian_name VARCHAR(80) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS guardian_agreed_at DATETIME(6) NULL,
  ADD COLUMN IF NOT EXISTS guardian_wording INT NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS campaign_says VARCHAR(8) NOT NULL DEFAULT 'yes',
  ADD COLUMN IF NOT EXISTS captain_says VARCHAR(8) NOT NULL DEFAULT 'yes',
  ADD COLUMN IF NOT EXISTS wanted_team_id BIGINT NULL,
  ADD COLUMN IF NOT EXISTS note VARCHAR(400) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS wanted_slug VARCHAR(60) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS invitation_id BIGINT NULL,
  ADD COLUMN IF NOT EXISTS registered_by BIGINT NULL;
ALTER TABLE participant
  ADD COLUMN IF NOT EXISTS is_public TINYINT AS (IF(left_at IS NULL AND campaign_says = 'yes' AND captain_says = 'yes', 1, 0)) PERSISTENT;
ALTER TABLE participant
  ADD INDEX IF NOT EXISTS participant_public (campaign_id, is_public, made_at, id),
  ADD INDEX IF NOT EXISTS participant_wants_team (wanted_team_id),
  ADD INDEX IF NOT EXISTS participant_invitation (invitation_id);
ALTER TABLE participant DROP CONSTRAINT IF EXISTS minor_has_a_guardian_who_agreed;
ALTER TABLE participant ADD CONSTRAINT minor_has_a_guardian_who_agreed CHECK (is_minor = 0 OR (guardian_name <> '' AND guardian_agreed_at IS NOT NULL AND guardian_wording > 0));
ALTER TABLE participant DROP CONSTRAINT IF EXISTS says_are_known;
ALTER TABLE participant ADD CONSTRAINT says_are_known CHECK (campaign_says IN ('yes', 'waiting', 'no') AND captain_says IN ('yes', 'waiting', 'no'));

CREATE TABLE IF NOT EXISTS joining_rules (
  campaign_id BIGINT NOT NULL PRIMARY KEY,
  who_joins VARCHAR(12) NOT NULL DEFAULT 'open',
  adult_age TINYINT NOT NULL DEFAULT 16,
  changed_by BIGINT NULL,
  changed_at DATETIME(6) NOT NULL,
  CONSTRAINT who_joins_is_known CHECK (who_joins IN ('open', 'approval', 'invitation')),
  CONSTRAINT adult_age_is_sensible CHECK (adult_age BETWEEN 12 AND 21)
) ENGINE=InnoDB;

-- What those who post keep to. Never changed: a new wording is a new number.
CREATE TABLE IF NOT EXISTS guidelines (
  campaign_id BIGINT NOT NULL,
  number INT NOT NULL,
  text TEXT NOT NULL,
  made_by BIGINT NULL,
  made_at DATETIME(6) NOT NULL,
  CONSTRAINT one_guidelines_of_a_number UNIQUE (campaign_id, number)
) ENGINE=InnoDB;

INSERT IGNORE INTO guidelines (campaign_id, number, text, made_by, made_at) SELECT id, 1, 'Write about what you see and do yourself, in your own words.\nShow people only if they have said yes; of children, ask their parents.\nName no patients, and nothing from which somebody could tell who they are.\nNo advertising, no politics, no insults.\nSomebody reads every post before it is public, and may send it back with a reason.', NULL, made_at FROM campaign;

CREATE TABLE IF NOT EXISTS guidelines_accepted (
  participant_id BIGINT NOT NULL,
  number INT NOT NULL,
  accepted_at DATETIME(6) NOT NULL,
  PRIMARY KEY (participant_id, number)
) ENGINE=InnoDB;

-- team_id NULL: to the campaign. Its token follows from the id and our secret.
CREATE TABLE IF NOT EXISTS join_invitation (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  team_id BIGINT NULL,
  token_digest CHAR(64) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  CONSTRAINT one_join_invitation_per_token UNIQUE (token_digest),
  KEY join_invitation_team (team_id),
  KEY join_invitation_campaign (campaign_id)
) ENGINE=InnoDB;

-- Every address that a page has or had since it was first renamed; never anybody else's again.
-- kind: p (a participant's page), t (a team's).
CREATE TABLE IF NOT EXISTS page_address (
  campaign_id BIGINT NOT NULL,
  kind CHAR(1) NOT NULL,
  slug VARCHAR(60) NOT NULL COLLATE utf8mb4_bin,
  subject_id BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  CONSTRAINT one_page_per_address_for_ever UNIQUE (campaign_id, kind, slug)
) ENGINE=InnoDB;

-- Introductions: a page and a card for one person. shown_version: what a second person has approved.
-- One that has ended shows nothing; its code leads to the campaign.
CREATE TABLE IF NOT EXISTS introduction (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  slug VARCHAR(60) NOT NULL COLLATE utf8mb4_bin,
  link_id BIGINT NOT NULL,
  shown_version BIGINT NULL,
  request_key VARBINARY(64) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  CONSTRAINT one_introduction_per_address UNIQUE (campaign_id, slug),
  CONSTRAINT one_introduction_per_code UNIQUE (link_id),
  CONSTRAINT one_introduction_per_request UNIQUE (request_key),
  CONSTRAINT introduction_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id)
) ENGINE=InnoDB;

-- links: one a line, words, a bar, address. consent_*: how the person agreed, and until when.
CREATE TABLE IF NOT EXISTS introduction_version (
  id BIGINT NOT NULL PRIMARY KEY,
  introduction_id BIGINT NOT NULL,
  number INT NOT NULL,
  state VARCHAR(12) NOT NULL,
  name VARCHAR(80) NOT NULL,
  role VARCHAR(120) NOT NULL,
  words TEXT NOT NULL,
  video VARCHAR(300) NOT NULL DEFAULT '',
  links TEXT NOT NULL,
  photo_id BIGINT NULL,
  consent_how VARCHAR(200) NOT NULL DEFAULT '',
  consent_on DATE NULL,
  consent_until DATE NULL,
  author_id BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  decided_by BIGINT NULL,
  decided_at DATETIME(6) NULL,
  reason VARCHAR(400) NOT NULL DEFAULT '',
  CONSTRAINT one_introduction_version_of_a_number UNIQUE (introduction_id, number),
  CONSTRAINT introduction_is_approved_by_another_person CHECK (decided_by IS NULL OR decided_by <> author_id),
  CONSTRAINT introduction_is_approved_by_somebody CHECK (state <> 'approved' OR decided_by IS NOT NULL),
  CONSTRAINT introduced_person_has_agreed CHECK (state IN ('draft', 'sent_back', 'replaced') OR (consent_how <> '' AND consent_on IS NOT NULL)),
  CONSTRAINT introduction_state_is_known CHECK (state IN ('draft', 'submitted', 'approved', 'sent_back', 'replaced')),
  CONSTRAINT version_belongs_to_an_introduction FOREIGN KEY (introduction_id) REFERENCES introduction (id)
) ENGINE=InnoDB;
