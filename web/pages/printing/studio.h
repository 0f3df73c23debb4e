// The studio: choose a layout, a look and words, see the sheet as it will be printed, take it home
// or to a press, or have many made in the background.
#pragma once

#include "campaign/language/template.h"
#include "campaign/printing/print_job.h"
#include "web/pages/campaigns/campaign_here.h"
#include "web/pages/printing/studio_order.h"

namespace pages {

http::Response show_studio(const http::Request&, App&);          // GET /desk/:campaign/studio
http::Response show_formats(const http::Request&, App&);         // GET …/studio/formats
http::Response send_studio_preview(const http::Request&, App&);  // GET …/studio/preview.png
http::Response send_studio_sheet(const http::Request&, App&);    // GET …/studio/sheet.pdf
http::Response start_print_job(const http::Request&, App&);      // POST …/studio/jobs
http::Response send_print_job(const http::Request&, App&);       // GET …/studio/jobs/:job
http::Response cancel_print_job(const http::Request&, App&);     // POST …/jobs/:job/cancellation
http::Response remove_print_job(const http::Request&, App&);     // POST …/jobs/:job/removal
http::Response dismiss_print_job(const http::Request&, App&);    // POST …/jobs/:job/dismissal

// POST …/studio/pictures, GET …/pictures/:picture (.jpg), POST …/pictures/:picture/removal
http::Response bring_print_picture(const http::Request&, App&);
http::Response send_print_picture(const http::Request&, App&);
http::Response remove_print_picture(const http::Request&, App&);

// With what could not be taken: a sentence in English.
http::Response show_studio_with(const http::Request&, App&, const StudioWish&,
                                const std::string& wrong);

// Fills OWN_PICTURE and the form to bring one (desk_studio.html).
void fill_own_pictures(language::Values&, const http::Request&, App&, const CampaignHere&,
                       const StudioWish&);
std::string name_of(const printing::PrintPicture&, const std::string& language);
// A picture that was deleted, or is another campaign's, is none.
void forget_unknown_picture(StudioWish&, App&, const CampaignHere&);

// Fills FAULT, NOTE and MARKS, frames over the preview with the numbers of the list beside it; or
// SOUND (desk_studio.html).
void fill_findings(language::Values&, const print::Product&, const StudioWish&,
                   const std::string& language);
std::string finding_words(const print::Finding&, const std::string& language);

// Fills JOBS, the list of what is and was made (desk_studio.html).
void fill_print_jobs(language::Values&, const http::Request&, App&, const campaign::Campaign&);

// Fills PRINTED: jobs that have ended and that this person asked for (desk_campaign.html).
void fill_print_notices(language::Values&, const http::Request&, App&, const campaign::Campaign&);

// Items for a sheet that is looked at: a few people, or one made-up row where nobody walks yet.
void add_sample_items(print::ProductOrder&, const Studio&, const StudioWish&);

// How many files a job makes; 0: there is nobody and nothing.
int count_parts(const Studio&, const StudioWish&);
// Works off a job from its next part on. True: it has come to its end, well or not. False: it is
// not ours any more.
bool work_print_job(const Studio&, const printing::PrintJob&, Instant (*clock)());

}  // namespace pages
