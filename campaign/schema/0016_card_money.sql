-- Money by card and back: refunds from our side, disputes with their dates, payouts, the sweep.

-- failed_minor: of refunded_minor, what the provider could not give back after all. own_minor: of
-- refunded_minor, what we asked for. approved_minor: what we agreed to give back. All cumulative.
-- gift_id: empty for money of which we know nothing but that it came (in quarantine).
ALTER TABLE payment
  ADD COLUMN IF NOT EXISTS failed_minor BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS own_minor BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS approved_minor BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS released_by BIGINT NULL,
  ADD COLUMN IF NOT EXISTS released_at DATETIME(6) NULL,
  MODIFY COLUMN gift_id BIGINT NULL,
  MODIFY COLUMN campaign_id BIGINT NULL;
ALTER TABLE payment DROP CONSTRAINT IF EXISTS no_more_is_given_back_than_came;
ALTER TABLE payment ADD CONSTRAINT no_more_is_given_back_than_came CHECK (approved_minor BETWEEN 0 AND captured_minor);
ALTER TABLE payment DROP CONSTRAINT IF EXISTS money_without_a_gift_is_in_quarantine;
ALTER TABLE payment ADD CONSTRAINT money_without_a_gift_is_in_quarantine CHECK (gift_id IS NOT NULL OR quarantine <> '' OR captured_minor = 0);

-- taken_minor, back_minor: what the provider took for it and gave back; empty where it does not say.
ALTER TABLE dispute
  ADD COLUMN IF NOT EXISTS taken_minor BIGINT NULL,
  ADD COLUMN IF NOT EXISTS back_minor BIGINT NULL,
  ADD COLUMN IF NOT EXISTS reason VARCHAR(60) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS answer_by DATETIME(6) NULL,
  ADD COLUMN IF NOT EXISTS is_answered TINYINT NOT NULL DEFAULT 0,
  ADD KEY IF NOT EXISTS dispute_state (state, answer_by);

-- Money that goes back. way: card (the provider gives it back), bank (a transfer of ours). state:
-- proposed -> approved -> done | failed (approved again, withdrawn); proposed -> declined, withdrawn.
-- alone_minor: what one person might give back of this gift alone when it was proposed.
CREATE TABLE IF NOT EXISTS refund (
  id BIGINT NOT NULL PRIMARY KEY,
  gift_id BIGINT NULL,
  payment_id BIGINT NULL,
  campaign_id BIGINT NULL,
  way VARCHAR(4) NOT NULL,
  provider VARCHAR(16) NOT NULL DEFAULT '',
  currency CHAR(3) NOT NULL,
  minor BIGINT NOT NULL,
  alone_minor BIGINT NOT NULL,
  needs_second TINYINT NOT NULL,
  state VARCHAR(10) NOT NULL,
  reason VARCHAR(400) NOT NULL,
  request_key VARBINARY(80) NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_at DATETIME(6) NOT NULL,
  approved_by BIGINT NULL,
  decided_at DATETIME(6) NULL,
  answer VARCHAR(400) NOT NULL DEFAULT '',
  attempt INT NOT NULL DEFAULT 1,
  tries INT NOT NULL DEFAULT 0,
  due_at DATETIME(6) NULL,
  trouble VARCHAR(200) NOT NULL DEFAULT '',
  provider_refund VARCHAR(255) NULL COLLATE utf8mb4_bin,
  done_at DATETIME(6) NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT once_per_refund_form UNIQUE (request_key),
  CONSTRAINT refund_is_positive CHECK (minor > 0),
  CONSTRAINT refund_is_of_something CHECK (gift_id IS NOT NULL OR payment_id IS NOT NULL),
  CONSTRAINT refund_way_is_known CHECK (way IN ('card', 'bank')),
  CONSTRAINT refund_by_card_has_a_payment CHECK (way = 'bank' OR payment_id IS NOT NULL),
  CONSTRAINT refund_state_is_known CHECK (state IN ('proposed', 'approved', 'done', 'failed', 'declined', 'withdrawn')),
  CONSTRAINT refund_above_the_limit_needs_two CHECK (needs_second = 1 OR minor <= alone_minor),
  CONSTRAINT refund_that_needs_two_has_two CHECK (needs_second = 0 OR state IN ('proposed', 'declined', 'withdrawn') OR approved_by IS NOT NULL),
  CONSTRAINT refund_is_approved_by_another_person CHECK (approved_by IS NULL OR approved_by <> proposed_by),
  KEY refund_gift (gift_id),
  KEY refund_payment (payment_id),
  KEY refund_state (state, way, due_at)
) ENGINE=InnoDB;

-- A donor asks for a gift back; finance answers, or gives it back.
CREATE TABLE IF NOT EXISTS refund_wish (
  id BIGINT NOT NULL PRIMARY KEY,
  gift_id BIGINT NOT NULL,
  words VARCHAR(400) NOT NULL DEFAULT '',
  state VARCHAR(8) NOT NULL DEFAULT 'open',
  made_at DATETIME(6) NOT NULL,
  answered_by BIGINT NULL,
  answered_at DATETIME(6) NULL,
  answer VARCHAR(400) NOT NULL DEFAULT '',
  CONSTRAINT one_wish_per_gift UNIQUE (gift_id),
  CONSTRAINT wish_state_is_known CHECK (state IN ('open', 'granted', 'declined')),
  KEY wish_open (state, made_at)
) ENGINE=InnoDB;

-- What a provider transfers to the bank. minor is negative where it takes. state: announced, paid,
-- failed. is_read: all that it is made of is here (payout_item), to the cent. lines: how it stands.
CREATE TABLE IF NOT EXISTS payout (
  id BIGINT NOT NULL PRIMARY KEY,
  provider VARCHAR(16) NOT NULL,
  payout VARCHAR(255) NOT NULL COLLATE utf8mb4_bin,
  currency CHAR(3) NOT NULL,
  minor BIGINT NOT NULL,
  state VARCHAR(10) NOT NULL,
  trace VARCHAR(80) NOT NULL DEFAULT '',
  descriptor VARCHAR(80) NOT NULL DEFAULT '',
  made_at DATETIME(6) NOT NULL,
  arrives_on DATE NOT NULL,
  seen_at DATETIME(6) NOT NULL,
  booked_at DATETIME(6) NULL,
  back_at DATETIME(6) NULL,
  trouble VARCHAR(200) NOT NULL DEFAULT '',
  line_id BIGINT NULL,
  placed_at DATETIME(6) NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT once_per_payout UNIQUE (provider, payout),
  CONSTRAINT one_line_per_payout UNIQUE (line_id),
  CONSTRAINT payout_moves_something CHECK (minor <> 0),
  CONSTRAINT payout_state_is_known CHECK (state IN ('announced', 'paid', 'failed')),
  KEY payout_age (made_at),
  KEY payout_waiting (placed_at, booked_at)
) ENGINE=InnoDB;

-- One movement of a payout. net = minor - fee. payment_id: of ours, else it belongs to no gift.
CREATE TABLE IF NOT EXISTS payout_item (
  provider VARCHAR(16) NOT NULL,
  movement VARCHAR(255) NOT NULL COLLATE utf8mb4_bin,
  payout_id BIGINT NOT NULL,
  kind VARCHAR(40) NOT NULL,
  payment VARCHAR(255) NOT NULL DEFAULT '' COLLATE utf8mb4_bin,
  payment_id BIGINT NULL,
  campaign_id BIGINT NULL,
  minor BIGINT NOT NULL,
  fee_minor BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  PRIMARY KEY (provider, movement),
  KEY payout_item_payout (payout_id),
  KEY payout_item_payment (payment_id)
) ENGINE=InnoDB;

-- How far a provider's own list of what happened was read; asked at most every five minutes.
CREATE TABLE IF NOT EXISTS provider_cursor (
  provider VARCHAR(16) NOT NULL,
  list VARCHAR(12) NOT NULL,
  read_until DATETIME(6) NULL,
  asked_at DATETIME(6) NULL,
  found INT NOT NULL DEFAULT 0,
  trouble VARCHAR(200) NOT NULL DEFAULT '',
  balance_minor BIGINT NULL,
  currency CHAR(3) NOT NULL DEFAULT '',
  PRIMARY KEY (provider, list)
) ENGINE=InnoDB;

-- A bank line may be a payout of a provider, or a refund that we paid: about says which.
ALTER TABLE bank_placing ADD COLUMN IF NOT EXISTS about BIGINT NULL;
ALTER TABLE bank_placing DROP CONSTRAINT IF EXISTS placing_kind_is_known;
ALTER TABLE bank_placing ADD CONSTRAINT placing_kind_is_known CHECK (kind IN ('gift', 'fee', 'outside', 'returned', 'by_hand', 'payout', 'refund', 'deposit', 'float', 'reclaim'));
