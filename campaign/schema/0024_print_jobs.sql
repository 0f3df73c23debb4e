-- Print jobs: paper that takes longer than somebody waits for a page.
-- print_job: one order. asked: what the studio's form said, as the query of an address. claims
--   counts every taking up: a worker that was thought dead writes nothing, because its claim is old.
--   lease_until: until then it belongs to whoever took it up last.
-- print_job_part: one finished file of it. through_id: up to which row of people or places it goes,
--   so that a job that was cut off goes on behind it.

CREATE TABLE IF NOT EXISTS print_job (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  title VARCHAR(160) NOT NULL,
  file_name VARCHAR(120) NOT NULL,
  asked TEXT NOT NULL,
  request_key VARBINARY(64) NOT NULL,
  language VARCHAR(12) NOT NULL,
  state VARCHAR(10) NOT NULL DEFAULT 'waiting',
  parts INT NOT NULL,
  parts_done INT NOT NULL DEFAULT 0,
  claims INT NOT NULL DEFAULT 0,
  lease_until DATETIME(6) NULL,
  bytes BIGINT NOT NULL DEFAULT 0,
  notes VARCHAR(4000) NOT NULL DEFAULT '',
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  finished_at DATETIME(6) NULL,
  CONSTRAINT one_print_job_per_request UNIQUE (request_key),
  CONSTRAINT print_job_state_is_known CHECK (state IN ('waiting', 'working', 'done', 'failed', 'cancelled')),
  CONSTRAINT print_job_has_parts CHECK (parts > 0 AND parts_done BETWEEN 0 AND parts),
  CONSTRAINT working_print_job_belongs_to_somebody CHECK (state <> 'working' OR lease_until IS NOT NULL),
  CONSTRAINT ended_print_job_has_its_moment CHECK ((state IN ('waiting', 'working')) = (finished_at IS NULL)),
  KEY print_job_state (state, made_at),
  KEY print_job_campaign (campaign_id, made_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS print_job_part (
  job_id BIGINT NOT NULL,
  part INT NOT NULL,
  name VARCHAR(120) NOT NULL,
  through_id BIGINT NOT NULL DEFAULT 0,
  bytes MEDIUMBLOB NOT NULL,
  PRIMARY KEY (job_id, part)
) ENGINE=InnoDB;
