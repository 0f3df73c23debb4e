-- Moderation: holding everything, who reads what, trusted authors, announcements, stories and
-- conversations that are never public.

-- hold: from held_at on nothing new becomes public in this campaign, until somebody releases it.
-- held_campaign_id is there while it lasts: at most one at a time.
CREATE TABLE IF NOT EXISTS hold (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  reason VARCHAR(400) NOT NULL,
  hides_posts TINYINT NOT NULL DEFAULT 0,
  held_by BIGINT NOT NULL,
  held_at DATETIME(6) NOT NULL,
  released_by BIGINT NULL,
  released_at DATETIME(6) NULL,
  held_campaign_id BIGINT AS (IF(released_at IS NULL, campaign_id, NULL)) PERSISTENT,
  CONSTRAINT one_hold_at_a_time UNIQUE (held_campaign_id),
  CONSTRAINT hold_has_a_reason CHECK (reason <> ''),
  CONSTRAINT hold_is_released_by_somebody CHECK ((released_at IS NULL) = (released_by IS NULL)),
  CONSTRAINT hold_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id)
) ENGINE=InnoDB;

-- hold_place: what publishes in a campaign and who holds or releases it pass here one by one.
CREATE TABLE IF NOT EXISTS hold_place (
  campaign_id BIGINT NOT NULL PRIMARY KEY,
  is_held TINYINT NOT NULL DEFAULT 0,
  passes BIGINT NOT NULL DEFAULT 0
) ENGINE=InnoDB;

-- reading: who has some words open ("post-17"), and until when nobody else is given them.
CREATE TABLE IF NOT EXISTS reading (
  words VARCHAR(40) NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  until_at DATETIME(6) NOT NULL,
  turns INT NOT NULL DEFAULT 1,
  KEY reading_of (account_id),
  KEY reading_ends (until_at)
) ENGINE=InnoDB;

-- A post that was corrected: by whom, and how its author had written it.
-- needs_look: published at once, for its author is trusted; somebody still looks at it.
ALTER TABLE post
  ADD COLUMN IF NOT EXISTS corrected_by BIGINT NULL,
  ADD COLUMN IF NOT EXISTS words_before VARCHAR(600) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS needs_look TINYINT NOT NULL DEFAULT 0;
ALTER TABLE post DROP CONSTRAINT IF EXISTS official_post_is_not_approved_by_its_corrector;
ALTER TABLE post ADD CONSTRAINT official_post_is_not_approved_by_its_corrector CHECK (
  participant_id IS NOT NULL OR approved_by IS NULL OR corrected_by IS NULL
  OR approved_by <> corrected_by);
CREATE INDEX IF NOT EXISTS post_to_look_at ON post (needs_look, campaign_id, written_at);

-- trust: an organiser trusts a participant's texts. Ended, it stays for the record.
CREATE TABLE IF NOT EXISTS trust (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  participant_id BIGINT NOT NULL,
  reason VARCHAR(400) NOT NULL,
  given_by BIGINT NOT NULL,
  given_at DATETIME(6) NOT NULL,
  ended_by BIGINT NULL,
  ended_at DATETIME(6) NULL,
  trusted_id BIGINT AS (IF(ended_at IS NULL, participant_id, NULL)) PERSISTENT,
  CONSTRAINT one_trust_at_a_time UNIQUE (trusted_id),
  CONSTRAINT trust_has_a_reason CHECK (reason <> ''),
  CONSTRAINT trust_belongs_to_a_participant FOREIGN KEY (participant_id) REFERENCES participant (id),
  KEY trust_of_a_campaign (campaign_id, given_at)
) ENGINE=InnoDB;

-- announcement: interrupts whoever looks, until until_at or until somebody ends it.
-- alone_reason: in an emergency one organiser showed it alone, and why; approved_by comes after.
CREATE TABLE IF NOT EXISTS announcement (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  severity VARCHAR(12) NOT NULL,
  words VARCHAR(300) NOT NULL,
  until_at DATETIME(6) NOT NULL,
  state VARCHAR(12) NOT NULL DEFAULT 'waiting',
  alone_reason VARCHAR(400) NOT NULL DEFAULT '',
  author_id BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  request_key VARBINARY(64) NOT NULL,
  approved_by BIGINT NULL,
  approved_at DATETIME(6) NULL,
  shown_at DATETIME(6) NULL,
  ended_by BIGINT NULL,
  ended_at DATETIME(6) NULL,
  reason VARCHAR(400) NOT NULL DEFAULT '',
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_announcement_per_request UNIQUE (request_key),
  CONSTRAINT announcement_is_approved_by_another_person CHECK (approved_by IS NULL OR approved_by <> author_id),
  CONSTRAINT shown_announcement_was_approved_or_is_an_emergency CHECK (
    state <> 'shown' OR approved_by IS NOT NULL OR (severity = 'emergency' AND alone_reason <> '')),
  CONSTRAINT shown_announcement_has_a_moment CHECK (state <> 'shown' OR shown_at IS NOT NULL),
  CONSTRAINT announcement_state_is_known CHECK (state IN ('waiting', 'shown', 'sent_back', 'ended')),
  CONSTRAINT announcement_severity_is_known CHECK (severity IN ('info', 'important', 'emergency')),
  CONSTRAINT announcement_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
  KEY announcement_shown (campaign_id, state, until_at)
) ENGINE=InnoDB;

-- story: one address; story_version: one wording of it. Public is the approved one alone.
CREATE TABLE IF NOT EXISTS story (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  slug VARCHAR(60) NOT NULL,
  shown_version_id BIGINT NULL,
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  published_at DATETIME(6) NULL,
  updated_at DATETIME(6) NULL,
  withdrawn_by BIGINT NULL,
  withdrawn_at DATETIME(6) NULL,
  request_key VARBINARY(64) NOT NULL,
  is_public TINYINT AS (IF(shown_version_id IS NULL OR withdrawn_at IS NOT NULL, 0, 1)) PERSISTENT,
  CONSTRAINT one_story_per_address UNIQUE (campaign_id, slug),
  CONSTRAINT one_story_per_request UNIQUE (request_key),
  CONSTRAINT shown_story_has_moments CHECK (
    shown_version_id IS NULL OR (published_at IS NOT NULL AND updated_at IS NOT NULL)),
  CONSTRAINT story_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
  KEY story_public (campaign_id, is_public, published_at, id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS story_version (
  id BIGINT NOT NULL PRIMARY KEY,
  story_id BIGINT NOT NULL,
  number INT NOT NULL,
  state VARCHAR(12) NOT NULL DEFAULT 'draft',
  title VARCHAR(200) NOT NULL,
  summary VARCHAR(400) NOT NULL,
  body TEXT NOT NULL,
  author_id BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  submitted_at DATETIME(6) NULL,
  decided_by BIGINT NULL,
  decided_at DATETIME(6) NULL,
  reason VARCHAR(400) NOT NULL DEFAULT '',
  CONSTRAINT one_story_version_per_number UNIQUE (story_id, number),
  CONSTRAINT story_is_approved_by_another_person CHECK (decided_by IS NULL OR decided_by <> author_id),
  CONSTRAINT approved_story_has_an_approver CHECK (state <> 'approved' OR decided_by IS NOT NULL),
  CONSTRAINT story_state_is_known CHECK (
    state IN ('draft', 'submitted', 'approved', 'sent_back', 'replaced')),
  CONSTRAINT version_belongs_to_a_story FOREIGN KEY (story_id) REFERENCES story (id),
  KEY story_review (state, submitted_at)
) ENGINE=InnoDB;

-- conversation: with one participant, about something or nothing; never public.
-- state: open (the team is asked), waiting (the participant is), closed.
CREATE TABLE IF NOT EXISTS conversation (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  participant_id BIGINT NOT NULL,
  about VARCHAR(40) NOT NULL DEFAULT '',
  title VARCHAR(200) NOT NULL,
  owner_id BIGINT NULL,
  state VARCHAR(12) NOT NULL,
  opened_by BIGINT NULL,
  opened_at DATETIME(6) NOT NULL,
  changed_at DATETIME(6) NOT NULL,
  closed_at DATETIME(6) NULL,
  request_key VARBINARY(64) NOT NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_conversation_per_request UNIQUE (request_key),
  CONSTRAINT conversation_state_is_known CHECK (state IN ('open', 'waiting', 'closed')),
  CONSTRAINT closed_conversation_has_a_moment CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CONSTRAINT conversation_is_with_a_participant FOREIGN KEY (participant_id) REFERENCES participant (id),
  KEY conversation_list (campaign_id, state, changed_at),
  KEY conversation_of (participant_id, changed_at),
  KEY conversation_closed (closed_at)
) ENGINE=InnoDB;

-- said: one message of a conversation. speaker: team, participant, or note: for the team alone.
CREATE TABLE IF NOT EXISTS said (
  id BIGINT NOT NULL PRIMARY KEY,
  conversation_id BIGINT NOT NULL,
  speaker VARCHAR(12) NOT NULL,
  account_id BIGINT NULL,
  words VARCHAR(2000) NOT NULL,
  said_at DATETIME(6) NOT NULL,
  request_key VARBINARY(64) NOT NULL,
  CONSTRAINT one_message_per_request UNIQUE (request_key),
  CONSTRAINT speaker_is_known CHECK (speaker IN ('team', 'participant', 'note')),
  CONSTRAINT message_has_words CHECK (words <> ''),
  CONSTRAINT message_belongs_to_a_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE,
  KEY said_in (conversation_id, said_at)
) ENGINE=InnoDB;
