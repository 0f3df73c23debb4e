-- Placements, second part: who hangs what where and when, spares, print runs and what they cost,
-- what happened to each place, and the walk's route.

-- Who hangs posters and needs no account. turn: of their link, which is made from it; another turn is
-- another link. sent: how often their round was mailed.
CREATE TABLE IF NOT EXISTS helper (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  name VARCHAR(80) NOT NULL,
  email VARCHAR(254) NOT NULL DEFAULT '',
  telephone VARCHAR(40) NOT NULL DEFAULT '',
  language VARCHAR(12) NOT NULL DEFAULT 'en',
  turn INT NOT NULL DEFAULT 1,
  token_digest CHAR(64) NOT NULL,
  sent INT NOT NULL DEFAULT 0,
  made_by BIGINT NULL,
  made_at DATETIME(6) NOT NULL,
  seen_at DATETIME(6) NULL,
  ended_at DATETIME(6) NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_helper_of_a_name UNIQUE (campaign_id, name),
  CONSTRAINT one_helper_per_token UNIQUE (token_digest)
) ENGINE=InnoDB;

-- state_at: since when it hangs or is down, as it was told. version_id: of the plan, as it was printed.
-- trouble: why it is not possible there; empty: nothing speaks against it.
ALTER TABLE placement
  ADD COLUMN IF NOT EXISTS contact VARCHAR(120) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS telephone VARCHAR(40) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS permission VARCHAR(8) NOT NULL DEFAULT 'open',
  ADD COLUMN IF NOT EXISTS hang_by DATE NULL,
  ADD COLUMN IF NOT EXISTS take_down_by DATE NULL,
  ADD COLUMN IF NOT EXISTS helper_id BIGINT NULL,
  ADD COLUMN IF NOT EXISTS round INT NOT NULL DEFAULT 1,
  ADD COLUMN IF NOT EXISTS run_id BIGINT NULL,
  ADD COLUMN IF NOT EXISTS version_id BIGINT NULL,
  ADD COLUMN IF NOT EXISTS state_at DATETIME(6) NULL,
  ADD COLUMN IF NOT EXISTS trouble VARCHAR(200) NOT NULL DEFAULT '',
  ADD KEY IF NOT EXISTS placement_helper (helper_id, round);
ALTER TABLE placement DROP CONSTRAINT IF EXISTS permission_is_known;
ALTER TABLE placement ADD CONSTRAINT permission_is_known CHECK (permission IN ('open', 'asked', 'given', 'refused'));

-- What happened to a place, as it was told. request_key: of a helper's phone, so that telling twice is once.
CREATE TABLE IF NOT EXISTS placement_act (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  other_placement_id BIGINT NULL,
  act VARCHAR(12) NOT NULL,
  helper_id BIGINT NULL,
  account_id BIGINT NULL,
  note VARCHAR(200) NOT NULL DEFAULT '',
  photo CHAR(64) NOT NULL DEFAULT '',
  told_at DATETIME(6) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  request_key VARBINARY(64) NULL,
  CONSTRAINT placement_act_is_told_once UNIQUE (request_key),
  CONSTRAINT placement_act_is_known CHECK (act IN ('hung', 'taken_down', 'not_possible', 'bound', 'swapped', 'replaced', 'photo')),
  KEY act_of_placement (placement_id, told_at),
  KEY act_of_campaign (campaign_id, made_at)
) ENGINE=InnoDB;

-- Where a code hung before it was moved: what it brought then belongs to that place. pages: how often its
-- page was shown in that time (visits have rows of their own, pages have not).
CREATE TABLE IF NOT EXISTS link_stay (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  link_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  from_at DATETIME(6) NOT NULL,
  until_at DATETIME(6) NOT NULL,
  pages BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT a_code_hangs_in_one_place UNIQUE (link_id, from_at),
  CONSTRAINT a_stay_has_an_end CHECK (until_at >= from_at),
  KEY stay_of_campaign (campaign_id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS print_series (
  campaign_id BIGINT NOT NULL PRIMARY KEY,
  last_run BIGINT NOT NULL DEFAULT 0,
  last_spare BIGINT NOT NULL DEFAULT 0
) ENGINE=InnoDB;

-- A run of the printer. copies: sheets of paper, spares included. version_id: of the plan, as printed.
CREATE TABLE IF NOT EXISTS print_run (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  channel VARCHAR(20) NOT NULL,
  paper VARCHAR(8) NOT NULL,
  copies INT NOT NULL,
  cost BIGINT NOT NULL DEFAULT 0,
  printer VARCHAR(80) NOT NULL DEFAULT '',
  printed_on DATE NOT NULL,
  version_id BIGINT NOT NULL,
  made_by BIGINT NULL,
  made_at DATETIME(6) NOT NULL,
  request_key VARBINARY(64) NOT NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_print_run_of_a_number UNIQUE (campaign_id, number),
  CONSTRAINT print_run_is_made_once UNIQUE (request_key),
  CONSTRAINT print_run_costs_no_less_than_nothing CHECK (cost >= 0)
) ENGINE=InnoDB;

-- For whom a run's sheets are, in the order in which they come out of the printer.
CREATE TABLE IF NOT EXISTS print_run_place (
  run_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  position INT NOT NULL,
  copies INT NOT NULL,
  CONSTRAINT printed_once_in_a_run UNIQUE (run_id, placement_id),
  KEY printed_for_placement (placement_id)
) ENGINE=InnoDB;

-- A code that is printed without a place. Once it hangs, its link belongs to the place.
CREATE TABLE IF NOT EXISTS spare (
  link_id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  run_id BIGINT NOT NULL,
  placement_id BIGINT NULL,
  bound_at DATETIME(6) NULL,
  CONSTRAINT one_spare_of_a_number UNIQUE (campaign_id, number),
  KEY spare_of_run (run_id)
) ENGINE=InnoDB;

-- What a channel costs beside paper: advertising, stamps, a booked space.
CREATE TABLE IF NOT EXISTS channel_cost (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  channel VARCHAR(20) NOT NULL,
  what VARCHAR(120) NOT NULL,
  minor BIGINT NOT NULL,
  paid_on DATE NOT NULL,
  made_by BIGINT NULL,
  made_at DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  request_key VARBINARY(64) NOT NULL,
  CONSTRAINT channel_cost_is_entered_once UNIQUE (request_key),
  CONSTRAINT channel_cost_is_positive CHECK (minor > 0),
  KEY cost_of_campaign (campaign_id)
) ENGINE=InnoDB;

-- A route as it is drawn: "lat,lon,ele" in 1/100,000 degree and decimetres; ele empty where none is told.
CREATE TABLE IF NOT EXISTS course (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  points MEDIUMTEXT CHARACTER SET ascii NOT NULL,
  metres INT NOT NULL,
  ascent INT NULL,
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  approved_by BIGINT NULL,
  approved_at DATETIME(6) NULL,
  ended_at DATETIME(6) NULL,
  request_key VARBINARY(64) NOT NULL,
  CONSTRAINT course_is_brought_once UNIQUE (request_key),
  CONSTRAINT course_is_approved_by_another_person CHECK (approved_by IS NULL OR approved_by <> made_by),
  KEY course_of_campaign (campaign_id, ended_at)
) ENGINE=InnoDB;
