-- Mail: the outbox. A message is facts until it is sent; what was secret in it goes when it was.
-- state: waiting, sent, failed (given up, or refused for another reason), bounced (the recipient's
-- own server does not take it). due_at is when it is tried next; who tries it moves it on first.

-- Addresses compare without case: one mailbox has one count, one bounce, and no mail twice.
CREATE TABLE IF NOT EXISTS mail (
  id BIGINT NOT NULL PRIMARY KEY,
  kind VARCHAR(20) NOT NULL,
  cause_type VARCHAR(20) NOT NULL,
  cause_id BIGINT NOT NULL,
  recipient VARCHAR(254) NOT NULL COLLATE utf8mb4_general_ci,
  language VARCHAR(12) NOT NULL,
  facts TEXT NOT NULL,
  campaign_id BIGINT NULL,
  state VARCHAR(12) NOT NULL,
  made_at DATETIME(6) NOT NULL,
  due_at DATETIME(6) NOT NULL,
  give_up_at DATETIME(6) NOT NULL,
  sent_at DATETIME(6) NULL,
  tries INT NOT NULL DEFAULT 0,
  trouble VARCHAR(200) NOT NULL DEFAULT '',
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT once_per_cause_and_recipient UNIQUE (cause_id, cause_type, kind, recipient),
  CONSTRAINT mail_state_is_known CHECK (state IN ('waiting', 'sent', 'failed', 'bounced')),
  KEY mail_due (state, due_at),
  KEY mail_recipient (recipient, sent_at)
) ENGINE=InnoDB;

-- Somebody who forgot their password asks for a link. The same is written whether or not there is
-- such an account; the mailing rounds find out, where nobody can watch how long that takes.
CREATE TABLE IF NOT EXISTS password_wish (
  id BIGINT NOT NULL PRIMARY KEY,
  email VARCHAR(254) NOT NULL COLLATE utf8mb4_bin,
  language VARCHAR(12) NOT NULL,
  made_at DATETIME(6) NOT NULL
) ENGINE=InnoDB;
