-- Signing in: the second factor, mailed codes, passkeys, what a session knows of its browser, and
-- one row for each thing that is slowed down (sign-ins leave the table of attempts to cards).

ALTER TABLE session ADD COLUMN IF NOT EXISTS how VARCHAR(16) NOT NULL DEFAULT 'password';
ALTER TABLE session ADD COLUMN IF NOT EXISTS agent VARCHAR(200) NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN IF NOT EXISTS second_at DATETIME(6) NULL;

ALTER TABLE participant ADD KEY IF NOT EXISTS participant_email (email);
ALTER TABLE participant ADD KEY IF NOT EXISTS participant_account (account_id);

-- The subject is a digest of what is slowed down; made leaks away with time.
CREATE TABLE IF NOT EXISTS throttle (
  subject CHAR(64) NOT NULL PRIMARY KEY,
  made INT NOT NULL,
  latest_at DATETIME(6) NOT NULL,
  KEY throttle_age (latest_at)
) ENGINE=InnoDB;

-- secret and pending are base32; pending waits for its first code. last_step: no code twice.
CREATE TABLE IF NOT EXISTS authenticator (
  account_id BIGINT NOT NULL PRIMARY KEY,
  secret VARCHAR(64) NOT NULL DEFAULT '',
  pending VARCHAR(64) NOT NULL DEFAULT '',
  confirmed_at DATETIME(6) NULL,
  last_step BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT confirmed_authenticator_has_a_secret CHECK (confirmed_at IS NULL OR secret <> ''),
  CONSTRAINT authenticator_belongs_to_an_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS recovery_code (
  digest CHAR(64) NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  KEY recovery_code_account (account_id),
  CONSTRAINT recovery_code_belongs_to_an_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB;

-- One row for each time that somebody asked, whether or not we know the address.
CREATE TABLE IF NOT EXISTS sign_in_code (
  id BIGINT NOT NULL PRIMARY KEY,
  email VARCHAR(254) NOT NULL COLLATE utf8mb4_bin,
  browser_digest CHAR(64) NOT NULL,
  code_digest CHAR(64) NOT NULL,
  link_digest CHAR(64) NOT NULL,
  language VARCHAR(12) NOT NULL,
  tries_left INT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  CONSTRAINT one_code_per_browser UNIQUE (browser_digest),
  CONSTRAINT one_code_per_link UNIQUE (link_digest),
  CONSTRAINT tries_do_not_go_below_zero CHECK (tries_left >= 0),
  KEY sign_in_code_email (email),
  KEY sign_in_code_expiry (expires_at)
) ENGINE=InnoDB;

-- credential and public_key are base64url; algorithm is COSE's number of it.
CREATE TABLE IF NOT EXISTS passkey (
  id BIGINT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL,
  credential VARCHAR(1400) NOT NULL COLLATE utf8mb4_bin,
  credential_digest CHAR(64) NOT NULL,
  algorithm INT NOT NULL,
  public_key VARCHAR(1400) NOT NULL COLLATE utf8mb4_bin,
  counter BIGINT NOT NULL,
  name VARCHAR(80) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  CONSTRAINT one_passkey_per_credential UNIQUE (credential_digest),
  CONSTRAINT passkey_belongs_to_an_account FOREIGN KEY (account_id) REFERENCES account (id),
  KEY passkey_account (account_id)
) ENGINE=InnoDB;

-- account_id: whose a new passkey will be; NULL: somebody signs in, we do not know who.
CREATE TABLE IF NOT EXISTS passkey_challenge (
  digest CHAR(64) NOT NULL PRIMARY KEY,
  account_id BIGINT NULL,
  expires_at DATETIME(6) NOT NULL,
  KEY passkey_challenge_expiry (expires_at)
) ENGINE=InnoDB;
