-- Seals: so that a row of the ledger or the audit that was changed, removed or added behind our back
-- is named. source: 1 the ledger (transfer), 2 the audit.

-- What a row was when it was written, in the same transaction; then the seal that holds it.
CREATE TABLE IF NOT EXISTS seal_leaf (
  source TINYINT NOT NULL,
  row_id BIGINT NOT NULL,
  row_hash CHAR(64) CHARACTER SET ascii NOT NULL,
  seal BIGINT NULL,
  PRIMARY KEY (source, row_id),
  KEY leaf_seal (seal, source, row_id),
  CONSTRAINT leaf_source_is_known CHECK (source IN (1, 2))
) ENGINE=InnoDB;

-- One root over leaves, chained to the seal before: number counts from 1 without a gap.
CREATE TABLE IF NOT EXISTS seal (
  id BIGINT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  sealed_at DATETIME(6) NOT NULL,
  leaves INT NOT NULL,
  root CHAR(64) CHARACTER SET ascii NOT NULL,
  previous CHAR(64) CHARACTER SET ascii NOT NULL,
  hash CHAR(64) CHARACTER SET ascii NOT NULL,
  CONSTRAINT one_seal_of_a_number UNIQUE (number),
  CONSTRAINT seals_are_one_chain UNIQUE (previous),
  CONSTRAINT one_seal_of_a_hash UNIQUE (hash),
  CONSTRAINT seal_holds_something CHECK (leaves > 0)
) ENGINE=InnoDB;

CREATE OR REPLACE TRIGGER seal_is_never_changed BEFORE UPDATE ON seal FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'seal_is_never_changed';
CREATE OR REPLACE TRIGGER seal_is_never_removed BEFORE DELETE ON seal FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'seal_is_never_removed';
CREATE OR REPLACE TRIGGER leaf_is_never_removed BEFORE DELETE ON seal_leaf FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'leaf_is_never_removed';
CREATE OR REPLACE TRIGGER leaf_is_sealed_once BEFORE UPDATE ON seal_leaf FOR EACH ROW IF OLD.seal IS NOT NULL OR NEW.row_hash <> OLD.row_hash OR NEW.row_id <> OLD.row_id OR NEW.source <> OLD.source THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'leaf_is_sealed_once'; END IF;

-- What was written before there were seals is taken as it stands; never again after that.
INSERT IGNORE INTO seal_leaf (source, row_id, row_hash) SELECT 1, id, row_hash FROM transfer WHERE NOT EXISTS (SELECT 1 FROM seal);
INSERT IGNORE INTO seal_leaf (source, row_id, row_hash) SELECT 2, id, row_hash FROM audit WHERE NOT EXISTS (SELECT 1 FROM seal);
