-- How far the file is that is being made: pages_done of pages; 0 of 0 before its first page.
ALTER TABLE print_job ADD COLUMN IF NOT EXISTS pages INT NOT NULL DEFAULT 0;
ALTER TABLE print_job ADD COLUMN IF NOT EXISTS pages_done INT NOT NULL DEFAULT 0;

-- What has been done at all is offered as a choice where the audit trail is searched.
ALTER TABLE audit ADD KEY IF NOT EXISTS audit_action (action);
