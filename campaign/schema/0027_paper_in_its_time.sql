-- Photos of walls are looked for by their digest, when their time is over; so is what else may show
-- the same bytes.
ALTER TABLE placement_act ADD KEY IF NOT EXISTS act_photo (photo);
ALTER TABLE receipt ADD KEY IF NOT EXISTS receipt_logo (logo);

-- noticed_at: since when whoever asked for it needs no notice any more; fetched, or put away.
ALTER TABLE print_job ADD COLUMN IF NOT EXISTS noticed_at DATETIME(6) NULL;
UPDATE print_job SET noticed_at = finished_at WHERE finished_at IS NOT NULL;

-- When a campaign's turn at the printer last began: who waited longest comes first.
CREATE TABLE IF NOT EXISTS print_turn (
  campaign_id BIGINT NOT NULL PRIMARY KEY,
  begun_at DATETIME(6) NOT NULL
) ENGINE=InnoDB;
