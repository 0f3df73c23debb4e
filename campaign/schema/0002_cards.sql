-- Cards: what a provider says of each checkout, its messages, its keys.
-- intent: a checkout was begun. What refunds and disputes leave of a gift is derived from amounts:
-- something remains (confirmed), nothing does (refunded, disputed while that is open, lost).

ALTER TABLE gift DROP CONSTRAINT IF EXISTS gift_state_is_known;
ALTER TABLE gift ADD CONSTRAINT gift_state_is_known CHECK (state IN ('pending', 'entered', 'confirmed', 'rejected', 'lapsed', 'withdrawn', 'intent', 'failed', 'expired', 'refunded', 'disputed', 'lost'));

-- One checkout of one gift. Amounts are cumulative and never fall: what was booked is a function of
-- them. currency: of what was seen, once something was captured. quarantine: why it is no gift.
CREATE TABLE IF NOT EXISTS payment (
  id BIGINT NOT NULL PRIMARY KEY,
  gift_id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  attempt INT NOT NULL,
  provider VARCHAR(16) NOT NULL,
  checkout VARCHAR(255) NULL COLLATE utf8mb4_bin,
  payment VARCHAR(255) NULL COLLATE utf8mb4_bin,
  url VARCHAR(2000) NOT NULL DEFAULT '' COLLATE utf8mb4_bin,
  state VARCHAR(12) NOT NULL,
  currency CHAR(3) NOT NULL,
  asked_minor BIGINT NOT NULL,
  captured_minor BIGINT NOT NULL DEFAULT 0,
  refunded_minor BIGINT NOT NULL DEFAULT 0,
  fee_minor BIGINT NOT NULL DEFAULT 0,
  quarantine VARCHAR(40) NOT NULL DEFAULT '',
  client CHAR(64) NOT NULL DEFAULT '',
  network CHAR(64) NOT NULL DEFAULT '',
  declines INT NOT NULL DEFAULT 0,
  begun_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  settled_at DATETIME(6) NULL,
  asked_at DATETIME(6) NULL,
  ask_at DATETIME(6) NULL,
  asks INT NOT NULL DEFAULT 0,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_payment_per_attempt UNIQUE (gift_id, attempt),
  CONSTRAINT one_payment_per_checkout UNIQUE (provider, checkout),
  CONSTRAINT one_row_per_payment UNIQUE (provider, payment),
  CONSTRAINT payment_state_is_known CHECK (state IN ('open', 'processing', 'paid', 'failed', 'expired')),
  CONSTRAINT payment_amounts_are_not_negative CHECK (captured_minor >= 0 AND refunded_minor >= 0 AND fee_minor >= 0),
  CONSTRAINT payment_belongs_to_a_gift FOREIGN KEY (gift_id) REFERENCES gift (id),
  KEY payment_to_ask (ask_at),
  KEY payment_asked (provider, asked_at),
  KEY payment_in_quarantine (quarantine, begun_at)
) ENGINE=InnoDB;

-- A dispute of a payment. state: open, won, lost.
CREATE TABLE IF NOT EXISTS dispute (
  payment_id BIGINT NOT NULL,
  dispute VARCHAR(255) NOT NULL COLLATE utf8mb4_bin,
  state VARCHAR(8) NOT NULL,
  minor BIGINT NOT NULL,
  fee_minor BIGINT NOT NULL DEFAULT 0,
  seen_at DATETIME(6) NOT NULL,
  PRIMARY KEY (payment_id, dispute),
  CONSTRAINT dispute_state_is_known CHECK (state IN ('open', 'won', 'lost')),
  CONSTRAINT dispute_belongs_to_a_payment FOREIGN KEY (payment_id) REFERENCES payment (id)
) ENGINE=InnoDB;

-- The inbox: every message whose signature was right, once. state: waiting, done, ignored.
CREATE TABLE IF NOT EXISTS webhook_event (
  id BIGINT NOT NULL PRIMARY KEY,
  provider VARCHAR(16) NOT NULL,
  event VARCHAR(255) NOT NULL COLLATE utf8mb4_bin,
  type VARCHAR(80) NOT NULL,
  checkout VARCHAR(255) NOT NULL DEFAULT '' COLLATE utf8mb4_bin,
  payment VARCHAR(255) NOT NULL DEFAULT '' COLLATE utf8mb4_bin,
  gift VARCHAR(40) NOT NULL DEFAULT '' COLLATE utf8mb4_bin,
  is_decline TINYINT NOT NULL DEFAULT 0,
  body MEDIUMBLOB NOT NULL,
  state VARCHAR(8) NOT NULL DEFAULT 'waiting',
  received_at DATETIME(6) NOT NULL,
  due_at DATETIME(6) NOT NULL,
  done_at DATETIME(6) NULL,
  tries INT NOT NULL DEFAULT 0,
  trouble VARCHAR(200) NOT NULL DEFAULT '',
  CONSTRAINT once_per_event UNIQUE (provider, event),
  CONSTRAINT webhook_event_state_is_known CHECK (state IN ('waiting', 'done', 'ignored')),
  KEY webhook_event_due (state, due_at),
  KEY webhook_event_age (provider, received_at)
) ENGINE=InnoDB;

-- Keys of a provider, each good from made_at until ends_at. purpose: api, webhook, or what else the
-- provider asks for. The newest of a purpose is used; messages are checked against all of them.
CREATE TABLE IF NOT EXISTS provider_key (
  id BIGINT NOT NULL PRIMARY KEY,
  provider VARCHAR(16) NOT NULL,
  purpose VARCHAR(16) NOT NULL,
  value VARCHAR(400) NOT NULL COLLATE utf8mb4_bin,
  made_by BIGINT NULL,
  made_at DATETIME(6) NOT NULL,
  tried_at DATETIME(6) NULL,
  ends_at DATETIME(6) NULL,
  CONSTRAINT one_key_of_a_value UNIQUE (provider, purpose, value),
  KEY provider_key_in_use (provider, purpose, made_at)
) ENGINE=InnoDB;
