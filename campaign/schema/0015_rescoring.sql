-- Rescoring: what was folded into scores is kept, so that scores can be made anew by another window.
-- scored_change: a score_change as it was folded, whether it counted or not; never changed. donors:
--   1 where it brought somebody who had never given before, -1 where that was taken back.
-- contest.counted_…: the window and the end of the hold that its scores were made by.
-- Both keys hold all that a sum needs: a ranking of 100,000 is made anew by reading a key once.

CREATE TABLE IF NOT EXISTS scored_change (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  participant_id BIGINT NOT NULL DEFAULT 0,
  team_id BIGINT NOT NULL DEFAULT 0,
  raised BIGINT NOT NULL,
  gifts SMALLINT NOT NULL,
  donors SMALLINT NOT NULL,
  given_at DATETIME(6) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  KEY scored_participant (campaign_id, participant_id, given_at, made_at, raised, gifts, donors),
  KEY scored_team (campaign_id, team_id, given_at, made_at, raised, gifts, donors)
) ENGINE=InnoDB;

ALTER TABLE contest
  ADD COLUMN IF NOT EXISTS counted_from DATETIME(6) NULL,
  ADD COLUMN IF NOT EXISTS counted_to DATETIME(6) NULL,
  ADD COLUMN IF NOT EXISTS counted_until DATETIME(6) NULL;

-- What was folded before: what stands at a share now, without what still waits to be folded.
INSERT IGNORE INTO scored_change (id, campaign_id, participant_id, team_id, raised, gifts, donors, given_at, made_at)
SELECT share.id, share.campaign_id, share.participant_id, share.team_id,
       IF(gift.state = 'confirmed' AND share.is_confirmed = 1, share.minor, 0) - COALESCE(waiting.raised, 0) AS raised,
       IF(gift.state = 'confirmed' AND share.is_confirmed = 1 AND share.minor > 0, 1, 0) - COALESCE(waiting.gifts, 0) AS gifts,
       IF(known_donor.donor IS NULL, 0, 1), gift.given_at, COALESCE(gift.confirmed_at, gift.given_at)
  FROM share JOIN gift ON gift.id = share.gift_id
  LEFT JOIN known_donor ON known_donor.gift_id = share.gift_id AND known_donor.participant_id = share.participant_id AND known_donor.team_id = share.team_id
  LEFT JOIN (SELECT gift_id, participant_id, team_id, SUM(raised) AS raised, SUM(gifts) AS gifts FROM score_change GROUP BY gift_id, participant_id, team_id) AS waiting
         ON waiting.gift_id = share.gift_id AND waiting.participant_id = share.participant_id AND waiting.team_id = share.team_id
 WHERE gift.is_rehearsal = 0
HAVING raised <> 0 OR gifts <> 0;

-- What was brought and never used is looked for by its age.
ALTER TABLE photo ADD INDEX IF NOT EXISTS photo_age (made_at);
