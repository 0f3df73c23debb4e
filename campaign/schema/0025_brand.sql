-- How the organisation's paper and pages look: two colours in the place of a theme's, as they were
-- asked for (what is too pale is darkened where it is used); empty: the theme's own.
ALTER TABLE organisation
  ADD COLUMN IF NOT EXISTS main_colour CHAR(7) NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS accent_colour CHAR(7) NOT NULL DEFAULT '';
ALTER TABLE organisation DROP CONSTRAINT IF EXISTS colour_is_six_digits_or_nothing;
ALTER TABLE organisation ADD CONSTRAINT colour_is_six_digits_or_nothing CHECK (main_colour REGEXP '^(#[0-9A-F]{6})?$' AND accent_colour REGEXP '^(#[0-9A-F]{6})?$');
