-- Open pledges are looked for by what their giver is called, by their address, and by what is open.
ALTER TABLE pledge ADD KEY IF NOT EXISTS pledge_donor (donor_name);
ALTER TABLE pledge ADD KEY IF NOT EXISTS pledge_email (email);
ALTER TABLE pledge ADD KEY IF NOT EXISTS pledge_open (open_minor);
