-- Pictures for paper, brought at the desk: developed like photos, but larger, and never public.
-- Who brought one said that it may be printed and that who can be recognised in it agreed.
-- print_picture_size: its widths with their bytes, so that deleting one leaves nothing behind.

CREATE TABLE IF NOT EXISTS print_picture (
  id BIGINT NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  title VARCHAR(80) NOT NULL,
  request_key VARBINARY(64) NOT NULL,
  permitted_by BIGINT NOT NULL,
  brought_at DATETIME(6) NOT NULL,
  CONSTRAINT one_print_picture_per_request UNIQUE (request_key),
  CONSTRAINT print_picture_belongs_to_a_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
  KEY print_picture_campaign (campaign_id, brought_at)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS print_picture_size (
  picture_id BIGINT NOT NULL,
  width SMALLINT UNSIGNED NOT NULL,
  height SMALLINT UNSIGNED NOT NULL,
  bytes MEDIUMBLOB NOT NULL,
  PRIMARY KEY (picture_id, width, height),
  CONSTRAINT size_belongs_to_a_print_picture FOREIGN KEY (picture_id) REFERENCES print_picture (id)
) ENGINE=InnoDB;
