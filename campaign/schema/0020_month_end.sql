-- Month end: what the bookkeeping calls our accounts, whose an open item is, batches, periods.
CREATE TABLE IF NOT EXISTS account_map (
  account VARCHAR(40) NOT NULL PRIMARY KEY,
  number VARCHAR(20) NOT NULL,
  changed_by BIGINT NULL,
  changed_at DATETIME(6) NOT NULL,
  CONSTRAINT account_number_is_there CHECK (number <> '')
) ENGINE=InnoDB;

-- fund_id 0: every fund of the campaign that has none of its own.
CREATE TABLE IF NOT EXISTS cost_centre (
  campaign_id BIGINT NOT NULL,
  fund_id BIGINT NOT NULL DEFAULT 0,
  code VARCHAR(20) NOT NULL,
  changed_by BIGINT NULL,
  changed_at DATETIME(6) NOT NULL,
  PRIMARY KEY (campaign_id, fund_id)
) ENGINE=InnoDB;

-- Who looks after an open item or a difference; item_key names it (campaign/ledger/open_items.h).
CREATE TABLE IF NOT EXISTS item_owner (
  item_key VARCHAR(100) CHARACTER SET ascii NOT NULL PRIMARY KEY,
  owner_id BIGINT NOT NULL,
  note VARCHAR(400) NOT NULL DEFAULT '',
  due_on DATE NULL,
  changed_by BIGINT NOT NULL,
  changed_at DATETIME(6) NOT NULL
) ENGINE=InnoDB;

-- Ledger rows with a control total that somebody wrote down before. Open, closed, exported; never back.
CREATE TABLE IF NOT EXISTS batch (
  id BIGINT NOT NULL PRIMARY KEY,
  name VARCHAR(80) NOT NULL,
  currency CHAR(3) NOT NULL,
  expected_count BIGINT NOT NULL,
  expected_minor BIGINT NOT NULL,
  row_count BIGINT NOT NULL DEFAULT 0,
  row_minor BIGINT NOT NULL DEFAULT 0,
  state VARCHAR(10) NOT NULL DEFAULT 'open',
  request_key VARBINARY(64) NOT NULL,
  made_by BIGINT NOT NULL,
  made_at DATETIME(6) NOT NULL,
  closed_by BIGINT NULL,
  closed_at DATETIME(6) NULL,
  reason VARCHAR(400) NOT NULL DEFAULT '',
  exported_by BIGINT NULL,
  exported_at DATETIME(6) NULL,
  journal MEDIUMBLOB NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT one_batch_per_request UNIQUE (request_key),
  CONSTRAINT batch_state_is_known CHECK (state IN ('open', 'closed', 'exported')),
  CONSTRAINT exported_batch_keeps_its_journal CHECK ((state = 'exported') = (journal IS NOT NULL)),
  CONSTRAINT batch_is_closed_by_somebody CHECK (state = 'open' OR closed_by IS NOT NULL),
  CONSTRAINT batch_that_differs_is_closed_by_another_person CHECK (state = 'open' OR (row_count = expected_count AND row_minor = expected_minor) OR (reason <> '' AND closed_by <> made_by)),
  KEY batch_age (made_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS batch_row (
  batch_id BIGINT NOT NULL,
  transfer_id BIGINT NOT NULL,
  PRIMARY KEY (batch_id, transfer_id),
  CONSTRAINT row_is_in_one_batch UNIQUE (transfer_id)
) ENGINE=InnoDB;

-- A month of the ledger, by the organisation's calendar. Open where there is no row.
CREATE TABLE IF NOT EXISTS period (
  month CHAR(7) CHARACTER SET ascii NOT NULL PRIMARY KEY,
  first_day DATE NOT NULL,
  last_day DATE NOT NULL,
  state VARCHAR(10) NOT NULL,
  note VARCHAR(1000) NOT NULL DEFAULT '',
  proposed_by BIGINT NOT NULL,
  proposed_at DATETIME(6) NOT NULL,
  closed_by BIGINT NULL,
  closed_at DATETIME(6) NULL,
  head CHAR(64) NOT NULL DEFAULT '',
  row_count BIGINT NOT NULL DEFAULT 0,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT period_state_is_known CHECK (state IN ('proposed', 'closed')),
  CONSTRAINT month_is_closed_by_another_person CHECK (state <> 'closed' OR (closed_by IS NOT NULL AND closed_by <> proposed_by))
) ENGINE=InnoDB;

-- What was stored when a month was closed: never changed, never removed.
CREATE TABLE IF NOT EXISTS period_document (
  month CHAR(7) CHARACTER SET ascii NOT NULL,
  format VARCHAR(8) NOT NULL,
  digest CHAR(64) NOT NULL,
  bytes MEDIUMBLOB NOT NULL,
  made_at DATETIME(6) NOT NULL,
  PRIMARY KEY (month, format),
  CONSTRAINT document_format_is_known CHECK (format IN ('pdf', 'xlsx'))
) ENGINE=InnoDB;

-- Up to which day the books are closed. Whoever books reads it under a shared lock, whoever closes
-- takes it alone, so nothing slips into a month while it is closed.
CREATE TABLE IF NOT EXISTS closed_books (
  id TINYINT NOT NULL PRIMARY KEY,
  closed_until DATE NOT NULL,
  CONSTRAINT only_one_row_of_closed_books CHECK (id = 1)
) ENGINE=InnoDB;
INSERT IGNORE INTO closed_books (id, closed_until) VALUES (1, '2000-01-01');

CREATE OR REPLACE TRIGGER no_row_enters_a_closed_month BEFORE INSERT ON transfer FOR EACH ROW
IF NEW.booked_on <= (SELECT closed_until FROM closed_books WHERE id = 1 LOCK IN SHARE MODE) THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no_row_enters_a_closed_month'; -- a day of a closed month
END IF;
CREATE OR REPLACE TRIGGER document_is_never_changed BEFORE UPDATE ON period_document FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'document_is_never_changed';
CREATE OR REPLACE TRIGGER document_is_never_removed BEFORE DELETE ON period_document FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'document_is_never_removed';

-- One statement for each campaign that is over: what it raised, as two people signed it.
CREATE TABLE IF NOT EXISTS campaign_result (
  campaign_id BIGINT NOT NULL PRIMARY KEY,
  state VARCHAR(10) NOT NULL,
  confirmed BIGINT NOT NULL,
  raised BIGINT NOT NULL,
  banked BIGINT NOT NULL,
  on_the_way BIGINT NOT NULL,
  costs BIGINT NOT NULL,
  gifts BIGINT NOT NULL,
  thanks VARCHAR(1000) NOT NULL DEFAULT '',
  proposed_by BIGINT NOT NULL,
  proposed_at DATETIME(6) NOT NULL,
  signed_by BIGINT NULL,
  signed_at DATETIME(6) NULL,
  report MEDIUMBLOB NULL,
  version INT NOT NULL DEFAULT 1,
  CONSTRAINT result_state_is_known CHECK (state IN ('proposed', 'signed')),
  CONSTRAINT statement_is_signed_by_another_person CHECK (state <> 'signed' OR (signed_by IS NOT NULL AND signed_by <> proposed_by))
) ENGINE=InnoDB;
