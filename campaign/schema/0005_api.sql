-- The API: tokens of programs, answers kept for a retry, and webhooks out.
-- access_token: what a program shows instead of a password; only its digest is here.

CREATE TABLE IF NOT EXISTS access_token (
  id BIGINT NOT NULL PRIMARY KEY,
  prefix CHAR(12) NOT NULL COLLATE utf8mb4_bin,
  digest CHAR(64) NOT NULL COLLATE utf8mb4_bin,
  name VARCHAR(120) NOT NULL,
  account_id BIGINT NOT NULL,
  role VARCHAR(20) NOT NULL,
  campaign_id BIGINT NOT NULL DEFAULT 0,
  made_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  ended_by BIGINT NULL,
  ended_at DATETIME(6) NULL,
  CONSTRAINT one_access_token_per_digest UNIQUE (digest),
  CONSTRAINT access_token_belongs_to_an_account FOREIGN KEY (account_id) REFERENCES account (id),
  KEY access_token_of_account (account_id)
) ENGINE=InnoDB;

-- idempotency: one POST of the API. The digest is of who asked, where, and with which key; the
-- answer is sealed under that key, so that it is of use only to whoever has it.
CREATE TABLE IF NOT EXISTS idempotency (
  digest CHAR(64) NOT NULL COLLATE utf8mb4_bin,
  client CHAR(64) NOT NULL COLLATE utf8mb4_bin,
  request_hash CHAR(64) NOT NULL COLLATE utf8mb4_bin,
  state VARCHAR(8) NOT NULL,
  claim BIGINT NOT NULL,
  lease_until DATETIME(6) NOT NULL,
  answer MEDIUMTEXT NOT NULL DEFAULT '',
  expires_at DATETIME(6) NOT NULL,
  CONSTRAINT one_answer_per_request PRIMARY KEY (digest),
  CONSTRAINT idempotency_state_is_known CHECK (state IN ('working', 'done')),
  KEY idempotency_of_client (client, expires_at),
  KEY idempotency_expiry (expires_at)
) ENGINE=InnoDB;

-- hook: somebody who is told. former_secret signs too until former_until.
CREATE TABLE IF NOT EXISTS hook (
  id BIGINT NOT NULL PRIMARY KEY,
  url VARCHAR(500) NOT NULL,
  campaign_id BIGINT NOT NULL DEFAULT 0,
  kinds VARCHAR(200) NOT NULL,
  secret VARCHAR(80) NOT NULL,
  former_secret VARCHAR(80) NOT NULL DEFAULT '',
  former_until DATETIME(6) NULL,
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  KEY hook_alive (ended_at)
) ENGINE=InnoDB;

-- hook_event: what happened, written in the transaction that made it happen: ids, never people.
-- is_spread: the deliveries of those who want it stand.
CREATE TABLE IF NOT EXISTS hook_event (
  id BIGINT NOT NULL PRIMARY KEY,
  kind VARCHAR(24) NOT NULL,
  campaign_id BIGINT NOT NULL,
  subject_id BIGINT NOT NULL,
  subject_state VARCHAR(16) NOT NULL DEFAULT '',
  made_at DATETIME(6) NOT NULL,
  is_spread TINYINT NOT NULL DEFAULT 0,
  KEY hook_event_waiting (is_spread, id),
  KEY hook_event_age (made_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS hook_delivery (
  id BIGINT NOT NULL PRIMARY KEY,
  hook_id BIGINT NOT NULL,
  event_id BIGINT NOT NULL,
  kind VARCHAR(24) NOT NULL,
  state VARCHAR(8) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  begun_at DATETIME(6) NOT NULL,
  due_at DATETIME(6) NOT NULL,
  tries INT NOT NULL DEFAULT 0,
  tried_at DATETIME(6) NULL,
  status INT NOT NULL DEFAULT 0,
  trouble VARCHAR(200) NOT NULL DEFAULT '',
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_delivery_per_hook_and_event UNIQUE (hook_id, event_id),
  CONSTRAINT delivery_state_is_known CHECK (state IN ('waiting', 'sent', 'dead')),
  CONSTRAINT delivery_belongs_to_a_hook FOREIGN KEY (hook_id) REFERENCES hook (id),
  KEY hook_delivery_due (state, due_at),
  KEY hook_delivery_of_hook (hook_id, made_at)
) ENGINE=InnoDB;

-- A link that a program makes is made once for its key.
ALTER TABLE link ADD COLUMN IF NOT EXISTS request_key VARBINARY(64) NULL;
ALTER TABLE link DROP CONSTRAINT IF EXISTS one_link_per_request;
ALTER TABLE link ADD CONSTRAINT one_link_per_request UNIQUE (request_key);
