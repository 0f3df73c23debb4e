-- Photos: uploaded pictures, developed into at most three widths whose bytes stand in picture.
-- post_id: the post it stands in, at its place; NULL: of something else, or of nothing yet.
-- shown_at: when somebody who reviewed it made it public; NULL: only its bringer and reviewers see it.
-- withdrawn_at: for good, wherever it stood; its sizes stay, so that its addresses can say so.
-- consent: what a recognisable person (or, for a minor, the guardian) agreed to. scope: campaign,
-- all (every campaign's pages), print (paper as well). One that is revoked or over covers nothing.
-- cheer: one browser's, under a digest that says nothing about anybody. cheer_count: slots of the sum.

CREATE TABLE IF NOT EXISTS photo (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  participant_id BIGINT NULL,
  account_id BIGINT NULL,
  post_id BIGINT NULL,
  place TINYINT UNSIGNED NOT NULL DEFAULT 0,
  alt VARCHAR(250) NOT NULL DEFAULT '',
  shows_people TINYINT NOT NULL DEFAULT 0,
  request_key VARBINARY(80) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  shown_at DATETIME(6) NULL,
  withdrawn_at DATETIME(6) NULL,
  CONSTRAINT one_photo_per_request UNIQUE (request_key),
  CONSTRAINT photo_was_brought_by_somebody CHECK (participant_id IS NOT NULL OR account_id IS NOT NULL),
  CONSTRAINT photo_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
  CONSTRAINT photo_stands_in_a_post FOREIGN KEY (post_id) REFERENCES post (id),
  KEY photo_of_campaign (campaign_id, made_at),
  KEY photo_of_participant (participant_id, made_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS photo_size (
  photo_id BIGINT NOT NULL,
  width SMALLINT UNSIGNED NOT NULL,
  height SMALLINT UNSIGNED NOT NULL,
  digest CHAR(64) NOT NULL,
  PRIMARY KEY (photo_id, width, height),
  CONSTRAINT size_belongs_to_a_photo FOREIGN KEY (photo_id) REFERENCES photo (id),
  KEY size_by_digest (digest)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS consent (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  person VARCHAR(120) NOT NULL,
  scope VARCHAR(8) NOT NULL,
  until_at DATETIME(6) NULL,
  is_minor TINYINT NOT NULL DEFAULT 0,
  guardian VARCHAR(120) NOT NULL DEFAULT '',
  given_how VARCHAR(200) NOT NULL,
  recorded_by BIGINT NOT NULL,
  recorded_at DATETIME(6) NOT NULL,
  request_key VARBINARY(80) NOT NULL,
  token_digest CHAR(64) NOT NULL,
  revoked_at DATETIME(6) NULL,
  revoked_by BIGINT NULL,
  CONSTRAINT one_consent_per_request UNIQUE (request_key),
  CONSTRAINT one_consent_per_link UNIQUE (token_digest),
  CONSTRAINT consent_names_a_person CHECK (person <> ''),
  CONSTRAINT consent_says_how_it_was_given CHECK (given_how <> ''),
  CONSTRAINT consent_for_a_minor_is_a_guardians CHECK (is_minor = 0 OR guardian <> ''),
  CONSTRAINT consent_scope_is_known CHECK (scope IN ('campaign', 'all', 'print')),
  CONSTRAINT consent_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
  KEY consent_of_campaign (campaign_id, recorded_at),
  KEY consent_until (until_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS photo_consent (
  photo_id BIGINT NOT NULL,
  consent_id BIGINT NOT NULL,
  linked_by BIGINT NOT NULL,
  linked_at DATETIME(6) NOT NULL,
  PRIMARY KEY (photo_id, consent_id),
  CONSTRAINT consent_is_for_a_photo FOREIGN KEY (photo_id) REFERENCES photo (id),
  CONSTRAINT photo_has_a_known_consent FOREIGN KEY (consent_id) REFERENCES consent (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS cheer (
  post_id BIGINT NOT NULL,
  mark CHAR(32) NOT NULL,
  cheered_at DATETIME(6) NOT NULL,
  PRIMARY KEY (post_id, mark),
  CONSTRAINT cheer_is_for_a_post FOREIGN KEY (post_id) REFERENCES post (id),
  KEY cheer_age (cheered_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS cheer_count (
  post_id BIGINT NOT NULL,
  slot TINYINT UNSIGNED NOT NULL,
  cheers INT NOT NULL,
  PRIMARY KEY (post_id, slot)
) ENGINE=InnoDB;
