-- Posts: short texts by participants and by the campaign. Nobody's own yes makes one public.
-- words: as last written. shown: as last approved and public now; empty: nothing of it is public.
-- state: waiting, published, sent_back, hidden, withdrawn (then its words are gone).
-- participant_id NULL: an official post. author_id: the account of who wrote it, where there is one.
-- *_before: what the last verdict changed, so that it can be taken back for a short while.

CREATE TABLE IF NOT EXISTS post (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  participant_id BIGINT NULL,
  author_id BIGINT NULL,
  words VARCHAR(600) NOT NULL,
  shown VARCHAR(600) NOT NULL DEFAULT '',
  state VARCHAR(12) NOT NULL DEFAULT 'waiting',
  reason VARCHAR(400) NOT NULL DEFAULT '',
  request_key VARBINARY(64) NOT NULL,
  written_at DATETIME(6) NOT NULL,
  published_at DATETIME(6) NULL,
  approved_by BIGINT NULL,
  decided_by BIGINT NULL,
  decided_at DATETIME(6) NULL,
  shown_before VARCHAR(600) NOT NULL DEFAULT '',
  state_before VARCHAR(12) NOT NULL DEFAULT 'waiting',
  version INT NOT NULL DEFAULT 1,
  is_public TINYINT AS (IF(shown = '', 0, 1)) PERSISTENT,
  CONSTRAINT one_post_per_request UNIQUE (request_key),
  CONSTRAINT post_is_approved_by_another_person CHECK (approved_by IS NULL OR author_id IS NULL OR approved_by <> author_id),
  CONSTRAINT post_is_decided_by_another_person CHECK (decided_by IS NULL OR author_id IS NULL OR decided_by <> author_id),
  CONSTRAINT post_shows_what_was_approved CHECK (shown = '' OR (approved_by IS NOT NULL AND published_at IS NOT NULL)),
  CONSTRAINT official_post_has_an_author CHECK (participant_id IS NOT NULL OR author_id IS NOT NULL),
  CONSTRAINT post_has_words_until_withdrawn CHECK ((state = 'withdrawn') = (words = '')),
  CONSTRAINT hidden_post_shows_nothing CHECK (state NOT IN ('hidden', 'withdrawn') OR shown = ''),
  CONSTRAINT post_state_is_known CHECK (state IN ('waiting', 'published', 'sent_back', 'hidden', 'withdrawn')),
  CONSTRAINT post_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
  KEY post_public (campaign_id, is_public, published_at, id),
  KEY post_participant (participant_id, written_at),
  KEY post_review (state, written_at)
) ENGINE=InnoDB;
