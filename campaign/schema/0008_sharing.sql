-- Sharing: links of share buttons, mails from a participant to one person, thanks, who brought whom.

-- share_key: page, from where, and button ("p123/own/facebook"): made once, when first pressed.
-- shared_from: own (by its participant), page (by a visitor), thanks (by a donor); empty: elsewhere.
ALTER TABLE link ADD COLUMN IF NOT EXISTS team_id BIGINT NULL;
ALTER TABLE link ADD COLUMN IF NOT EXISTS shared_from VARCHAR(8) NOT NULL DEFAULT '';
ALTER TABLE link ADD COLUMN IF NOT EXISTS share_key VARBINARY(64) NULL;
ALTER TABLE link DROP CONSTRAINT IF EXISTS one_link_per_share_button;
ALTER TABLE link ADD CONSTRAINT one_link_per_share_button UNIQUE (share_key);
ALTER TABLE link DROP CONSTRAINT IF EXISTS link_landing_is_known;
ALTER TABLE link ADD CONSTRAINT link_landing_is_known CHECK (landing IN ('campaign', 'participant', 'team', 'give', 'join'));
UPDATE IGNORE link SET shared_from = 'own', share_key = CONCAT('p', participant_id, '/own/', channel) WHERE share_key IS NULL AND participant_id IS NOT NULL AND placement_id IS NULL AND channel <> 'participant';

-- An appeal: one mail in which a participant asks one person. The address stands in the outbox
-- alone; here is its digest. A day has ten slots for each participant.
CREATE TABLE IF NOT EXISTS appeal (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  participant_id BIGINT NOT NULL,
  recipient_digest CHAR(64) NOT NULL,
  day DATE NOT NULL,
  slot TINYINT NOT NULL,
  request_key VARBINARY(64) NOT NULL,
  refuse_digest CHAR(64) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  CONSTRAINT one_appeal_per_request UNIQUE (request_key),
  CONSTRAINT one_appeal_per_person UNIQUE (participant_id, recipient_digest),
  CONSTRAINT one_appeal_per_slot_of_a_day UNIQUE (participant_id, day, slot),
  CONSTRAINT one_appeal_per_way_to_refuse UNIQUE (refuse_digest),
  CONSTRAINT appeal_has_a_slot_of_its_day CHECK (slot BETWEEN 1 AND 10),
  KEY appeal_recipient (recipient_digest, made_at)
) ENGINE=InnoDB;

-- Somebody who does not want such mails, for ever: only the digest of their address.
CREATE TABLE IF NOT EXISTS mail_refusal (
  recipient_digest CHAR(64) NOT NULL PRIMARY KEY,
  refused_at DATETIME(6) NOT NULL
) ENGINE=InnoDB;

-- A participant has thanked for a gift, once. way: mail (we wrote), self (they say so).
CREATE TABLE IF NOT EXISTS thank (
  gift_id BIGINT NOT NULL,
  participant_id BIGINT NOT NULL,
  way VARCHAR(8) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  CONSTRAINT one_thank_per_gift UNIQUE (participant_id, gift_id),
  CONSTRAINT thank_way_is_known CHECK (way IN ('mail', 'self'))
) ENGINE=InnoDB;

-- Who brought whom. Ids grow with time, so nobody can be brought by somebody who came later: a
-- chain never comes back to where it began.
CREATE TABLE IF NOT EXISTS referral (
  participant_id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  brought_by BIGINT NOT NULL,
  link_id BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  CONSTRAINT brought_by_somebody_who_was_there_before CHECK (brought_by < participant_id),
  KEY referral_brought_by (brought_by, participant_id)
) ENGINE=InnoDB;
