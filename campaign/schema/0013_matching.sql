-- Matching gifts: a sponsor adds something to every gift, until a pool is used up.
-- matching_pool: who gives how much for how much (gives for every per), until when, at most cap; agreed
--   to by somebody who did not write it. started_at: since when it earns (prepaid: its money came).
--   swept_to: how far the gifts that were there before have been put into match_change.
--   Amounts, all only by the verbs of campaign/matching, under the row's lock:
--   earned: what its gifts have drawn and not taken back; paid: what the sponsor has paid;
--   owed: what is to go back to the sponsor, ever; repaid: what of it has gone; kept: the rest of a
--   prepaid pool that was given all the same.
-- matched_gift: what one gift has drawn. counting: the largest amount of it that was weighed;
--   granted: what was drawn for that; earned: what is left of it after refunds.
-- match_change: a gift's amount has moved, and nobody has weighed it yet; written with the step.

CREATE TABLE IF NOT EXISTS matching_pool (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  sponsor VARCHAR(80) NOT NULL,
  currency CHAR(3) NOT NULL,
  gives SMALLINT NOT NULL,
  per SMALLINT NOT NULL,
  cap BIGINT NOT NULL,
  gift_cap BIGINT NOT NULL DEFAULT 0,
  from_at DATETIME(6) NOT NULL,
  until_at DATETIME(6) NOT NULL,
  is_prepaid TINYINT NOT NULL,
  remainder VARCHAR(8) NOT NULL DEFAULT 'back',
  state VARCHAR(12) NOT NULL DEFAULT 'waiting',
  author_id BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  request_key VARBINARY(64) NOT NULL,
  decided_by BIGINT NULL,
  decided_at DATETIME(6) NULL,
  reason VARCHAR(400) NOT NULL DEFAULT '',
  started_at DATETIME(6) NULL,
  is_swept TINYINT NOT NULL DEFAULT 0,
  swept_to BIGINT NOT NULL DEFAULT 0,
  ended_by BIGINT NULL,
  ended_at DATETIME(6) NULL,
  settled_by BIGINT NULL,
  settled_at DATETIME(6) NULL,
  earned BIGINT NOT NULL DEFAULT 0,
  paid BIGINT NOT NULL DEFAULT 0,
  owed BIGINT NOT NULL DEFAULT 0,
  repaid BIGINT NOT NULL DEFAULT 0,
  kept BIGINT NOT NULL DEFAULT 0,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_pool_per_request UNIQUE (request_key),
  CONSTRAINT pool_is_approved_by_another_person CHECK (decided_by IS NULL OR decided_by <> author_id),
  CONSTRAINT running_pool_was_approved CHECK (started_at IS NULL OR decided_by IS NOT NULL),
  CONSTRAINT pool_has_a_sponsor CHECK (sponsor <> ''),
  CONSTRAINT pool_gives_something CHECK (gives > 0 AND per > 0 AND cap > 0),
  CONSTRAINT pool_ends_after_it_begins CHECK (until_at >= from_at),
  CONSTRAINT pool_is_never_overdrawn CHECK (earned >= 0 AND earned <= cap),
  CONSTRAINT prepaid_pool_holds_what_it_gives CHECK (is_prepaid = 0 OR earned + kept + owed <= paid),
  CONSTRAINT sponsor_pays_no_more_than_was_earned CHECK (is_prepaid = 1 OR paid <= earned + owed),
  CONSTRAINT no_more_goes_back_than_is_owed CHECK (repaid >= 0 AND repaid <= owed),
  CONSTRAINT pool_remainder_is_known CHECK (remainder IN ('back', 'kept')),
  CONSTRAINT pool_state_is_known CHECK (state IN ('waiting', 'agreed', 'sent_back', 'ended', 'settled')),
  CONSTRAINT pool_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
  KEY pool_list (campaign_id, made_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS matched_gift (
  id BIGINT NOT NULL PRIMARY KEY,
  pool_id BIGINT NOT NULL,
  gift_id BIGINT NOT NULL,
  counting BIGINT NOT NULL,
  granted BIGINT NOT NULL,
  earned BIGINT NOT NULL,
  changed_at DATETIME(6) NOT NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT a_gift_is_matched_once UNIQUE (gift_id),
  CONSTRAINT match_keeps_no_more_than_was_granted CHECK (earned >= 0 AND earned <= granted),
  CONSTRAINT match_is_of_a_pool FOREIGN KEY (pool_id) REFERENCES matching_pool (id),
  KEY matched_by (pool_id, changed_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS match_change (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  gift_id BIGINT NOT NULL,
  given_at DATETIME(6) NOT NULL,
  KEY match_change_campaign (campaign_id, id)
) ENGINE=InnoDB;
