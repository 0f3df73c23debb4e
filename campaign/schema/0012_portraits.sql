-- Portraits, pictures in stories, and cash that participants hold: who entered it may take it back.
-- portrait: a participant's picture of themselves; somebody reads it before it is public. shows: who can be
-- recognised: me (they agree by bringing it), nobody, others (whose consents the desk records). A
-- participant has one that waits and one that is published at most.
-- photo_change: how often pictures of a campaign were shown or taken away; pages that are open look at it.
-- photo.story_id: the story it was brought for. It is public while that story is and names it.
CREATE TABLE IF NOT EXISTS portrait (
  photo_id BIGINT NOT NULL PRIMARY KEY,
  participant_id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  state VARCHAR(10) NOT NULL DEFAULT 'waiting',
  shows VARCHAR(6) NOT NULL,
  version INT NOT NULL DEFAULT 1,
  reason VARCHAR(400) NOT NULL DEFAULT '',
  brought_at DATETIME(6) NOT NULL,
  decided_by BIGINT NULL,
  decided_at DATETIME(6) NULL,
  waits_for BIGINT AS (IF(state = 'waiting', participant_id, NULL)) PERSISTENT,
  shown_for BIGINT AS (IF(state = 'published', participant_id, NULL)) PERSISTENT,
  CONSTRAINT one_portrait_waits UNIQUE (waits_for),
  CONSTRAINT one_portrait_is_shown UNIQUE (shown_for),
  CONSTRAINT portrait_state_is_known CHECK (state IN ('waiting', 'published', 'sent_back', 'replaced', 'taken_back')),
  CONSTRAINT portrait_shows_is_known CHECK (shows IN ('me', 'nobody', 'others')),
  CONSTRAINT portrait_is_a_photo FOREIGN KEY (photo_id) REFERENCES photo (id),
  CONSTRAINT portrait_is_of_a_participant FOREIGN KEY (participant_id) REFERENCES participant (id),
  KEY portrait_waiting (state, brought_at),
  KEY portrait_of_participant (participant_id, brought_at)
) ENGINE=InnoDB;

ALTER TABLE photo ADD COLUMN IF NOT EXISTS story_id BIGINT NULL AFTER post_id;
ALTER TABLE photo ADD INDEX IF NOT EXISTS photo_of_story (story_id, made_at);

CREATE TABLE IF NOT EXISTS photo_change (
  campaign_id BIGINT NOT NULL PRIMARY KEY,
  changes BIGINT NOT NULL
) ENGINE=InnoDB;

ALTER TABLE gift DROP CONSTRAINT IF EXISTS gift_is_confirmed_by_another_person;
ALTER TABLE gift ADD CONSTRAINT gift_is_confirmed_by_another_person CHECK (decided_by IS NULL OR entered_by IS NULL OR decided_by <> entered_by OR state = 'withdrawn');
