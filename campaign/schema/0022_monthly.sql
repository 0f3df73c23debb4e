-- Mentions and monthly gifts.

-- A mention is applause without an amount, so it stands on the gift and in no figure.
-- occasion: memory, honour, or nothing. company: of the donor.
ALTER TABLE gift
  ADD COLUMN IF NOT EXISTS occasion VARCHAR(8) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS remembered VARCHAR(120) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS company VARCHAR(120) NOT NULL DEFAULT '';
ALTER TABLE gift DROP CONSTRAINT IF EXISTS occasion_is_known;
ALTER TABLE gift ADD CONSTRAINT occasion_is_known CHECK (occasion IN ('', 'memory', 'honour'));
ALTER TABLE gift DROP CONSTRAINT IF EXISTS occasion_has_a_name;
ALTER TABLE gift ADD CONSTRAINT occasion_has_a_name CHECK ((occasion = '') = (remembered = ''));

-- Somebody who is to be told of a gift in memory or in honour of a person, once it is confirmed and
-- its words were read. When that is done the address and the words go.
CREATE TABLE IF NOT EXISTS remembrance (
  id BIGINT NOT NULL PRIMARY KEY,
  gift_id BIGINT NOT NULL,
  name VARCHAR(120) NOT NULL,
  email VARCHAR(254) NOT NULL,
  words VARCHAR(600) NOT NULL,
  tells_amount TINYINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  told_at DATETIME(6) NULL,
  recipient_digest CHAR(64) NULL,
  refuse_digest CHAR(64) NULL,
  CONSTRAINT one_card_per_gift UNIQUE (gift_id),
  CONSTRAINT card_belongs_to_a_gift FOREIGN KEY (gift_id) REFERENCES gift (id),
  KEY remembrance_waiting (told_at, made_at),
  KEY remembrance_refused (refuse_digest)
) ENGINE=InnoDB;

-- A series of monthly gifts by card: a subscription at a provider. gift_id is the first of them.
-- state: begun (nothing was paid yet), running, stumbling (a payment failed and is tried again),
-- stopping (nothing more is taken), ended. wish: what the provider has still to be told: stop, go_on,
-- end. stops: how often it was stopped. ends_by: donor, desk, campaign, provider.
CREATE TABLE IF NOT EXISTS monthly_series (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  gift_id BIGINT NOT NULL,
  provider VARCHAR(16) NOT NULL,
  subscription VARCHAR(255) NULL COLLATE utf8mb4_bin,
  currency CHAR(3) NOT NULL,
  minor BIGINT NOT NULL,
  state VARCHAR(10) NOT NULL DEFAULT 'begun',
  wish VARCHAR(8) NOT NULL DEFAULT '',
  next_at DATETIME(6) NULL,
  stops INT NOT NULL DEFAULT 0,
  ends_by VARCHAR(10) NOT NULL DEFAULT '',
  ended_by BIGINT NULL,
  reason VARCHAR(400) NOT NULL DEFAULT '',
  begun_at DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  ask_at DATETIME(6) NULL,
  asks INT NOT NULL DEFAULT 0,
  trouble VARCHAR(200) NOT NULL DEFAULT '',
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_series_per_gift UNIQUE (gift_id),
  CONSTRAINT one_series_per_subscription UNIQUE (provider, subscription),
  CONSTRAINT series_amount_is_positive CHECK (minor > 0),
  CONSTRAINT series_state_is_known CHECK (state IN ('begun', 'running', 'stumbling', 'stopping', 'ended')),
  CONSTRAINT series_wish_is_known CHECK (wish IN ('', 'stop', 'go_on', 'end')),
  CONSTRAINT series_ended_by_the_desk_has_a_reason CHECK (ends_by <> 'desk' OR (ended_by IS NOT NULL AND reason <> '')),
  CONSTRAINT series_begins_with_a_gift FOREIGN KEY (gift_id) REFERENCES gift (id),
  KEY series_to_ask (ask_at),
  KEY series_wish (wish),
  KEY series_state (state, next_at)
) ENGINE=InnoDB;

-- One month of a series: an invoice of the provider, and the one gift that it became once it was
-- paid. state: open, paid, dropped. fails: how often its payment was refused; it never falls.
CREATE TABLE IF NOT EXISTS monthly_invoice (
  id BIGINT NOT NULL PRIMARY KEY,
  series_id BIGINT NOT NULL,
  gift_id BIGINT NULL,
  provider VARCHAR(16) NOT NULL,
  invoice VARCHAR(255) NOT NULL COLLATE utf8mb4_bin,
  state VARCHAR(8) NOT NULL,
  fails INT NOT NULL DEFAULT 0,
  due_at DATETIME(6) NOT NULL,
  try_at DATETIME(6) NULL,
  paid_at DATETIME(6) NULL,
  CONSTRAINT once_per_invoice UNIQUE (provider, invoice),
  CONSTRAINT one_month_per_gift UNIQUE (gift_id),
  CONSTRAINT invoice_state_is_known CHECK (state IN ('open', 'paid', 'dropped')),
  CONSTRAINT paid_month_is_a_gift CHECK (state <> 'paid' OR gift_id IS NOT NULL),
  CONSTRAINT month_belongs_to_a_series FOREIGN KEY (series_id) REFERENCES monthly_series (id),
  KEY monthly_invoice_series (series_id, due_at)
) ENGINE=InnoDB;

ALTER TABLE webhook_event ADD COLUMN IF NOT EXISTS subscription VARCHAR(255) NOT NULL DEFAULT '' COLLATE utf8mb4_bin;
