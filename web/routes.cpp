#include "web/routes.h"

#include <algorithm>

#include "campaign/giving/inbox.h"
#include "web/api/campaigns.h"
#include "web/api/desk.h"
#include "web/api/openapi.h"
#include "web/html/asset.h"
#include "web/pages/bank/desk_bank.h"
#include "web/pages/books/desk_batches.h"
#include "web/pages/books/desk_books.h"
#include "web/pages/campaigns/campaign.h"
#include "web/pages/campaigns/desk_announcements.h"
#include "web/pages/campaigns/desk_campaign.h"
#include "web/pages/cards/desk_card_money.h"
#include "web/pages/cards/desk_cards.h"
#include "web/pages/cards/desk_refunds.h"
#include "web/pages/cards/hooks.h"
#include "web/pages/cash/desk_bags.h"
#include "web/pages/cash/desk_envelopes.h"
#include "web/pages/cash/my_cash.h"
#include "web/pages/closing/desk_months.h"
#include "web/pages/closing/desk_outcome.h"
#include "web/pages/contest/races.h"
#include "web/pages/desk_today.h"
#include "web/pages/giving/desk_correction.h"
#include "web/pages/giving/desk_in_kind.h"
#include "web/pages/giving/desk_money.h"
#include "web/pages/giving/give.h"
#include "web/pages/health.h"
#include "web/pages/introductions/introductions.h"
#include "web/pages/links/code.h"
#include "web/pages/links/desk_course.h"
#include "web/pages/links/desk_rounds.h"
#include "web/pages/links/placement_report.h"
#include "web/pages/links/placements.h"
#include "web/pages/links/round.h"
#include "web/pages/mail/desk_inbox.h"
#include "web/pages/mail/desk_mails.h"
#include "web/pages/mail/no_mail.h"
#include "web/pages/matching/desk_matching.h"
#include "web/pages/people/account.h"
#include "web/pages/people/desk_organisation.h"
#include "web/pages/people/desk_people.h"
#include "web/pages/people/forgotten.h"
#include "web/pages/people/passkeys.h"
#include "web/pages/people/second_factor.h"
#include "web/pages/people/sign_in.h"
#include "web/pages/people/sign_in_code.h"
#include "web/pages/pledges/desk_pledges.h"
#include "web/pages/pledges/pledge.h"
#include "web/pages/posts/compose.h"
#include "web/pages/posts/desk_photos.h"
#include "web/pages/posts/desk_posts.h"
#include "web/pages/posts/desk_trust.h"
#include "web/pages/posts/photos.h"
#include "web/pages/posts/post_acts.h"
#include "web/pages/printing/desk_printing.h"
#include "web/pages/printing/poster.h"
#include "web/pages/printing/studio.h"
#include "web/pages/privacy/privacy.h"
#include "web/pages/programs/desk_api.h"
#include "web/pages/programs/developers.h"
#include "web/pages/receipts/gift_aid.h"
#include "web/pages/receipts/receipts.h"
#include "web/pages/review/desk_review.h"
#include "web/pages/roster/desk_joining.h"
#include "web/pages/roster/join.h"
#include "web/pages/roster/me.h"
#include "web/pages/roster/my_team.h"
#include "web/pages/roster/portraits.h"
#include "web/pages/roster/walkers.h"
#include "web/pages/screens/desk_shown.h"
#include "web/pages/screens/live.h"
#include "web/pages/screens/oembed.h"
#include "web/pages/screens/shown.h"
#include "web/pages/sharing/my_sharing.h"
#include "web/pages/sharing/share_kit.h"
#include "web/pages/sharing/share_picture.h"
#include "web/pages/stories/desk_stories.h"
#include "web/pages/stories/stories.h"
#include "web/pages/stories/story_pictures.h"

namespace {

using http::Route;
using http::Who;
constexpr auto get = http::Method::get, post = http::Method::post;

// In the order of their words, named ones before :parameters, since the first that fits is taken.
constexpr Route table[] = {
    {get, "/", Who::anyone, pages::show_front},
    {get, "/account", Who::signed_in, pages::show_account},
    {get, "/account/authenticator", Who::signed_in, pages::show_authenticator},
    {post, "/account/authenticator", Who::signed_in, pages::change_authenticator},
    {get, "/account/authenticator/code.svg", Who::signed_in, pages::draw_secret},
    {post, "/account/devices", Who::signed_in, pages::end_devices},
    {post, "/account/passkeys", Who::signed_in, pages::add_passkey},
    {post, "/account/passkeys/challenge", Who::signed_in, pages::challenge_visitor},
    {post, "/account/passkeys/end", Who::signed_in, pages::take_passkey_away},
    {post, "/account/password", Who::signed_in, pages::change_own_password},
    {get, "/api/v1/campaigns", Who::anyone, api::list_campaigns},
    {get, "/api/v1/campaigns/:campaign", Who::anyone, api::show_campaign},
    {get, "/api/v1/campaigns/:campaign/figures", Who::anyone, api::show_figures},
    {get, "/api/v1/campaigns/:campaign/gifts", Who::anyone, api::list_gifts},
    {post, "/api/v1/campaigns/:campaign/gifts", Who::anyone, api::take_gift},
    {get, "/api/v1/campaigns/:campaign/milestones", Who::anyone, api::list_milestones},
    {get, "/api/v1/campaigns/:campaign/participants", Who::anyone, api::list_participants},
    {get, "/api/v1/campaigns/:campaign/participants/:participant", Who::anyone,
     api::show_participant},
    {get, "/api/v1/campaigns/:campaign/posts", Who::anyone, api::list_posts},
    {get, "/api/v1/campaigns/:campaign/ranking", Who::anyone, api::show_ranking},
    {get, "/api/v1/campaigns/:campaign/teams", Who::anyone, api::list_teams},
    {get, "/api/v1/campaigns/:campaign/teams/:team", Who::anyone, api::show_team},
    {get, "/api/v1/desk/campaigns", Who::see_desk, api::list_desk_campaigns},
    {get, "/api/v1/desk/campaigns/:campaign/gifts", Who::read_finance, api::list_desk_gifts},
    {post, "/api/v1/desk/campaigns/:campaign/gifts", Who::enter_cash, api::enter_desk_gift},
    {get, "/api/v1/desk/campaigns/:campaign/gifts/:gift", Who::read_finance, api::show_desk_gift},
    {post, "/api/v1/desk/campaigns/:campaign/gifts/:gift/arrival", Who::do_finance,
     api::mark_desk_arrival},
    {post, "/api/v1/desk/campaigns/:campaign/gifts/:gift/decision", Who::do_finance,
     api::decide_desk_gift},
    {post, "/api/v1/desk/campaigns/:campaign/gifts/:gift/proof", Who::do_finance,
     api::prove_desk_gift},
    {get, "/api/v1/desk/campaigns/:campaign/links", Who::run_campaign, api::list_desk_links},
    {post, "/api/v1/desk/campaigns/:campaign/links", Who::run_campaign, api::add_desk_link},
    {get, "/api/v1/desk/campaigns/:campaign/placements", Who::run_campaign,
     api::list_desk_placements},
    {post, "/api/v1/desk/campaigns/:campaign/placements", Who::run_campaign,
     api::add_desk_placement},
    {get, "/api/v1/desk/campaigns/:campaign/promises", Who::read_finance, api::list_promises},
    {get, "/api/v1/desk/campaigns/:campaign/review", Who::review_words, api::list_words},
    {post, "/api/v1/desk/campaigns/:campaign/review", Who::review_words, api::decide_words},
    {get, "/api/v1/desk/campaigns/:campaign/totals", Who::read_finance, api::show_desk_totals},
    {get, "/api/v1/desk/token", Who::signed_in, api::show_token},
    {get, "/api/v1/gifts/:token", Who::anyone, api::show_own_gift},
    {get, "/assets/*file", Who::anyone, pages::show_asset},
    {get, "/c/:campaign", Who::anyone, pages::show_campaign},
    {get, "/c/:campaign/calendar.ics", Who::anyone, pages::show_calendar},
    {get, "/c/:campaign/card.png", Who::anyone, pages::show_card},
    {get, "/c/:campaign/course/:file", Who::anyone, pages::show_course},
    {post, "/c/:campaign/gifts", Who::anyone, pages::take_gift},
    {get, "/c/:campaign/give", Who::anyone, pages::show_give},
    {get, "/c/:campaign/hero.svg", Who::anyone, pages::show_hero},
    {get, "/c/:campaign/i/:introduction", Who::anyone, pages::show_introduction},
    {get, "/c/:campaign/i/:introduction/video", Who::anyone, pages::show_introduction_video},
    {get, "/c/:campaign/join", Who::anyone, pages::show_join},
    {get, "/c/:campaign/join/together", Who::anyone, pages::show_join_together},
    {post, "/c/:campaign/join/together", Who::anyone, pages::take_party},
    {get, "/c/:campaign/join/together/:key", Who::anyone, pages::show_party},
    {get, "/c/:campaign/join/together/:key/cards.pdf", Who::anyone, pages::send_party_cards},
    {get, "/c/:campaign/live", Who::anyone, pages::follow_state},
    {get, "/c/:campaign/live.json", Who::anyone, pages::show_state},
    {get, "/c/:campaign/numbers", Who::anyone, pages::show_numbers},
    {get, "/c/:campaign/overlay", Who::anyone, pages::show_overlay},
    {get, "/c/:campaign/p/:participant", Who::anyone, pages::show_participant},
    {get, "/c/:campaign/p/:participant/picture/:file", Who::anyone,
     pages::show_participant_picture},
    {get, "/c/:campaign/p/:participant/poster.pdf", Who::anyone, pages::send_participant_poster},
    {get, "/c/:campaign/p/:participant/share/:channel", Who::anyone, pages::share_participant},
    {post, "/c/:campaign/participants", Who::anyone, pages::take_participant},
    {get, "/c/:campaign/people", Who::anyone, pages::list_walkers},
    {get, "/c/:campaign/picture/:file", Who::anyone, pages::show_campaign_picture},
    {get, "/c/:campaign/pledge", Who::anyone, pages::show_pledge_form},
    {post, "/c/:campaign/pledges", Who::anyone, pages::take_pledge},
    {post, "/c/:campaign/posts/:post/cheers", Who::anyone, pages::take_cheer},
    {get, "/c/:campaign/posts/:post/video", Who::anyone, pages::show_video},
    {get, "/c/:campaign/preview/:token", Who::anyone, pages::preview_campaign},
    {get, "/c/:campaign/ranking", Who::anyone, pages::show_ranking},
    {get, "/c/:campaign/screen", Who::anyone, pages::show_screen},
    {get, "/c/:campaign/share/:channel", Who::anyone, pages::share_campaign},
    {get, "/c/:campaign/stories", Who::anyone, pages::list_stories},
    {get, "/c/:campaign/stories/:story", Who::anyone, pages::show_story},
    {get, "/c/:campaign/stories.atom", Who::anyone, pages::show_feed},
    {get, "/c/:campaign/t/:team", Who::anyone, pages::show_team},
    {get, "/c/:campaign/t/:team/picture/:file", Who::anyone, pages::show_team_picture},
    {get, "/c/:campaign/t/:team/share/:channel", Who::anyone, pages::share_team},
    {get, "/c/:campaign/theme.css", Who::anyone, pages::show_theme},
    {get, "/c/:campaign/wall", Who::anyone, pages::show_wall},
    {get, "/consent/:token", Who::anyone, pages::show_own_consent},
    {post, "/consent/:token", Who::anyone, pages::end_own_consent},
    {get, "/desk", Who::see_desk, pages::show_today},
    {get, "/desk/accounts", Who::read_finance, pages::show_accounts},
    {post, "/desk/accounts", Who::do_finance, pages::change_account_numbers},
    {get, "/desk/api", Who::organise, pages::show_desk_api},
    {post, "/desk/api/hooks", Who::organise, pages::add_hook},
    {get, "/desk/api/hooks/:hook", Who::organise, pages::show_hook},
    {post, "/desk/api/hooks/:hook", Who::organise, pages::change_hook},
    {post, "/desk/api/tokens", Who::organise, pages::make_token},
    {post, "/desk/api/tokens/:token/end", Who::organise, pages::end_token},
    {get, "/desk/audit", Who::read_finance, pages::show_audit},
    {get, "/desk/bank", Who::do_finance, pages::show_bank},
    {post, "/desk/bank/files", Who::do_finance, pages::bring_bank_file, http::upload_bytes_max},
    {get, "/desk/bank/files/:file", Who::do_finance, pages::show_bank_file},
    {post, "/desk/bank/files/:file", Who::do_finance, pages::act_on_bank_file},
    {get, "/desk/bank/imports/:import", Who::do_finance, pages::show_import},
    {post, "/desk/bank/imports/:import", Who::do_finance, pages::take_back_import},
    {get, "/desk/bank/lines/:line", Who::do_finance, pages::show_bank_line},
    {post, "/desk/bank/lines/:line", Who::do_finance, pages::decide_bank_line},
    {post, "/desk/bank/placings/:placing", Who::do_finance, pages::take_back_bank_placing},
    {get, "/desk/batches", Who::read_finance, pages::list_batches},
    {post, "/desk/batches", Who::do_finance, pages::add_batch},
    {get, "/desk/batches/:batch", Who::read_finance, pages::show_batch},
    {post, "/desk/batches/:batch", Who::do_finance, pages::change_batch},
    {get, "/desk/batches/:batch/journal.csv", Who::read_finance, pages::send_journal},
    {get, "/desk/campaigns", Who::see_desk, pages::list_campaigns},
    {post, "/desk/campaigns", Who::run_campaign, pages::start_campaign},
    {get, "/desk/envelopes/:code", Who::enter_cash, pages::find_envelope_page},
    {get, "/desk/exports", Who::read_finance, pages::show_exports},
    {get, "/desk/exports/file", Who::read_finance, pages::send_export},
    {get, "/desk/cards/disputes", Who::do_finance, pages::show_disputes},
    {get, "/desk/cards/payouts", Who::do_finance, pages::show_payouts},
    {get, "/desk/cards/payouts/:payout", Who::do_finance, pages::show_payout},
    {get, "/desk/cards/monthly", Who::read_finance, pages::show_monthly},
    {post, "/desk/cards/monthly/:series", Who::do_finance, pages::end_monthly},
    {get, "/desk/cards/quarantine", Who::do_finance, pages::show_quarantine},
    {post, "/desk/cards/quarantine/:payment", Who::do_finance, pages::decide_quarantine},
    {get, "/desk/first/:token", Who::anyone, pages::show_invitation},
    {post, "/desk/first/:token", Who::anyone, pages::accept_invitation},
    {get, "/desk/forgotten", Who::anyone, pages::show_forgotten},
    {post, "/desk/forgotten", Who::anyone, pages::ask_for_link},
    {get, "/desk/gift-aid", Who::do_finance, pages::show_gift_aid},
    {post, "/desk/gift-aid", Who::do_finance, pages::make_gift_aid_schedule},
    {get, "/desk/gift-aid/:schedule/:file", Who::do_finance, pages::send_gift_aid_schedule},
    {get, "/desk/gifts/:gift", Who::read_finance, pages::show_desk_gift},
    {get, "/desk/gifts/:gift/correction", Who::do_finance, pages::show_correction},
    {post, "/desk/gifts/:gift/correction", Who::do_finance, pages::correct_gift},
    {post, "/desk/gifts/:gift/receipt-data", Who::do_finance, pages::address_receipt},
    {post, "/desk/gifts/:gift/refunds", Who::do_finance, pages::propose_refund},
    {get, "/desk/inbox", Who::review_words, pages::show_all_inbox},
    {get, "/desk/invitation/:token", Who::anyone, pages::show_invitation},
    {post, "/desk/invitation/:token", Who::anyone, pages::accept_invitation},
    {post, "/desk/items", Who::do_finance, pages::assign_item},
    {get, "/desk/mails", Who::organise, pages::show_mails},
    {get, "/desk/mails/:mail", Who::organise, pages::show_mail},
    {post, "/desk/mails/:mail", Who::organise, pages::mail_again},
    {get, "/desk/mails/:mail/html", Who::organise, pages::show_mail_html},
    {get, "/desk/months", Who::read_finance, pages::show_months},
    {get, "/desk/months/:month", Who::read_finance, pages::show_sample},
    {post, "/desk/months/:month", Who::do_finance, pages::decide_month},
    {get, "/desk/months/:month/:paper", Who::read_finance, pages::send_month},
    {get, "/desk/organisation", Who::do_finance, pages::show_organisation},
    {post, "/desk/organisation", Who::organise, pages::describe_organisation,
     http::upload_bytes_max},
    {post, "/desk/organisation/accounts", Who::do_finance, pages::propose_account},
    {post, "/desk/organisation/accounts/:account", Who::do_finance, pages::decide_account},
    {get, "/desk/organisation/cards", Who::do_finance, pages::show_cards},
    {post, "/desk/organisation/cards/:provider", Who::organise, pages::enter_card_keys},
    {post, "/desk/organisation/cards/:provider/end", Who::organise, pages::end_card_key},
    {post, "/desk/organisation/look", Who::organise, pages::choose_look, http::upload_bytes_max},
    {get, "/desk/organisation/look.png", Who::organise, pages::send_look_sample},
    {get, "/desk/people", Who::organise, pages::show_people},
    {post, "/desk/people", Who::organise, pages::invite_colleague},
    {post, "/desk/people/factors", Who::organise, pages::reset_colleague},
    {post, "/desk/people/invitations", Who::organise, pages::end_open_invitation},
    {post, "/desk/people/links", Who::organise, pages::make_password_link},
    {post, "/desk/people/roles", Who::organise, pages::change_held_role},
    {get, "/desk/receipts", Who::read_finance, pages::show_desk_receipts},
    {post, "/desk/receipts", Who::do_finance, pages::act_on_receipts},
    {get, "/desk/receipts/years/:batch/:file", Who::read_finance, pages::send_year_receipts},
    {get, "/desk/receipts/:receipt", Who::read_finance, pages::show_desk_receipt},
    {post, "/desk/receipts/:receipt", Who::do_finance, pages::change_desk_receipt},
    {get, "/desk/receipts/:receipt/:file", Who::read_finance, pages::send_desk_receipt},
    {get, "/desk/refunds", Who::do_finance, pages::show_refunds},
    {post, "/desk/refunds/:refund", Who::do_finance, pages::decide_refund},
    {get, "/desk/review", Who::review_words, pages::show_all_reviews},
    {get, "/desk/sign-in", Who::anyone, pages::show_sign_in},
    {post, "/desk/sign-in", Who::anyone, pages::enter_desk},
    {post, "/desk/sign-out", Who::signed_in, pages::leave_desk},
    {get, "/desk/totals", Who::read_finance, pages::show_totals},
    {get, "/desk/totals/rows", Who::read_finance, pages::show_rows},
    {get, "/desk/totals/rows.csv", Who::read_finance, pages::export_rows},
    {get, "/desk/totals/sides", Who::read_finance, pages::show_sides},
    {get, "/desk/totals.csv", Who::read_finance, pages::export_totals},
    {get, "/desk/:campaign", Who::see_desk, pages::show_desk_campaign},
    {get, "/desk/:campaign/announcements", Who::review_words, pages::show_announcements},
    {post, "/desk/:campaign/announcements", Who::review_words, pages::make_announcement},
    {post, "/desk/:campaign/announcements/:announcement", Who::review_words,
     pages::decide_announcement},
    {get, "/desk/:campaign/approval", Who::run_campaign, pages::show_approval},
    {post, "/desk/:campaign/approval", Who::run_campaign, pages::decide_version},
    {get, "/desk/:campaign/arrivals", Who::do_finance, pages::show_transfers},
    {post, "/desk/:campaign/arrivals/:gift", Who::do_finance, pages::mark_arrival},
    {get, "/desk/:campaign/bags", Who::enter_cash, pages::show_bags},
    {post, "/desk/:campaign/bags", Who::enter_cash, pages::act_on_bags},
    {get, "/desk/:campaign/bags/:bag", Who::enter_cash, pages::show_bag},
    {post, "/desk/:campaign/bags/:bag", Who::enter_cash, pages::act_on_bag},
    {post, "/desk/:campaign/bags/:bag/closure", Who::do_finance, pages::close_counted_bag},
    {get, "/desk/:campaign/bags/:bag/count", Who::enter_cash, pages::show_count},
    {post, "/desk/:campaign/bags/:bag/count", Who::enter_cash, pages::take_count},
    {get, "/desk/:campaign/cash", Who::enter_cash, pages::show_cash},
    {post, "/desk/:campaign/cash", Who::enter_cash, pages::enter_cash},
    {post, "/desk/:campaign/cash/:gift", Who::do_finance, pages::decide_cash},
    {get, "/desk/:campaign/consents", Who::review_words, pages::show_consents},
    {post, "/desk/:campaign/consents", Who::review_words, pages::add_consent},
    {post, "/desk/:campaign/consents/:consent/end", Who::review_words, pages::end_consent},
    {get, "/desk/:campaign/contest", Who::run_campaign, pages::show_desk_contest},
    {post, "/desk/:campaign/contest", Who::run_campaign, pages::change_contest},
    {post, "/desk/:campaign/contest/groups", Who::run_campaign, pages::change_groups},
    {post, "/desk/:campaign/contest/result", Who::run_campaign, pages::conclude_contest},
    {get, "/desk/:campaign/course", Who::run_campaign, pages::show_desk_course},
    {post, "/desk/:campaign/course", Who::run_campaign, pages::change_course,
     pages::course_bytes_max},
    {get, "/desk/:campaign/deposits", Who::do_finance, pages::show_deposits},
    {post, "/desk/:campaign/deposits", Who::do_finance, pages::act_on_deposits},
    {post, "/desk/:campaign/deposits/:deposit", Who::do_finance, pages::act_on_deposit},
    {get, "/desk/:campaign/envelopes", Who::enter_cash, pages::show_envelopes},
    {post, "/desk/:campaign/envelopes", Who::enter_cash, pages::act_on_envelopes},
    {get, "/desk/:campaign/envelopes/labels.pdf", Who::enter_cash, pages::send_labels},
    {get, "/desk/:campaign/envelopes/:envelope", Who::enter_cash, pages::show_envelope},
    {post, "/desk/:campaign/envelopes/:envelope", Who::enter_cash, pages::act_on_envelope},
    {get, "/desk/:campaign/envelopes/:envelope/slip", Who::enter_cash, pages::show_slip},
    {post, "/desk/:campaign/goal", Who::run_campaign, pages::raise_campaign_goal},
    {get, "/desk/:campaign/helpers", Who::run_campaign, pages::show_rounds},
    {post, "/desk/:campaign/helpers", Who::run_campaign, pages::change_rounds},
    {get, "/desk/:campaign/helpers/:helper/code.svg", Who::run_campaign, pages::draw_round_code},
    {post, "/desk/:campaign/hold", Who::review_words, pages::hold_campaign},
    {post, "/desk/:campaign/hold/end", Who::organise, pages::release_campaign},
    {get, "/desk/:campaign/in-kind", Who::see_desk, pages::show_in_kind},
    {post, "/desk/:campaign/in-kind", Who::see_desk, pages::record_in_kind},
    {post, "/desk/:campaign/in-kind/:thing", Who::see_desk, pages::decide_in_kind},
    {get, "/desk/:campaign/inbox", Who::review_words, pages::show_inbox},
    {post, "/desk/:campaign/inbox", Who::review_words, pages::open_in_inbox},
    {get, "/desk/:campaign/inbox/:conversation", Who::review_words, pages::show_conversation},
    {post, "/desk/:campaign/inbox/:conversation", Who::review_words, pages::act_in_conversation},
    {get, "/desk/:campaign/introductions", Who::run_campaign, pages::list_introductions},
    {post, "/desk/:campaign/introductions", Who::run_campaign, pages::add_introduction,
     pages::compose_bytes_max},
    {get, "/desk/:campaign/introductions/:introduction", Who::run_campaign,
     pages::show_desk_introduction},
    {post, "/desk/:campaign/introductions/:introduction", Who::run_campaign,
     pages::change_introduction, pages::compose_bytes_max},
    {get, "/desk/:campaign/introductions/:introduction/card.pdf", Who::run_campaign,
     pages::send_introduction_card},
    {get, "/desk/:campaign/joining", Who::run_campaign, pages::show_joining},
    {post, "/desk/:campaign/joining", Who::run_campaign, pages::change_joining},
    {get, "/desk/:campaign/laps", Who::enter_cash, pages::show_laps},
    {post, "/desk/:campaign/laps", Who::enter_cash, pages::type_laps},
    {get, "/desk/:campaign/laps/:batch", Who::enter_cash, pages::show_lap_batch},
    {post, "/desk/:campaign/laps/:batch", Who::enter_cash, pages::decide_laps},
    {get, "/desk/:campaign/links", Who::run_campaign, pages::show_share_links},
    {post, "/desk/:campaign/links", Who::run_campaign, pages::add_share_link},
    {post, "/desk/:campaign/links/:link/end", Who::run_campaign, pages::take_back_link},
    {get, "/desk/:campaign/matching", Who::see_desk, pages::show_pools},
    {post, "/desk/:campaign/matching", Who::run_campaign, pages::offer_pool},
    {post, "/desk/:campaign/matching/:pool", Who::run_campaign, pages::decide_pool},
    {post, "/desk/:campaign/matching/:pool/money", Who::do_finance, pages::move_pool_money},
    {post, "/desk/:campaign/photos", Who::run_campaign, pages::bring_desk_photo,
     pages::compose_bytes_max},
    {get, "/desk/:campaign/photos/:photo", Who::review_words, pages::show_desk_photo},
    {post, "/desk/:campaign/photos/:photo", Who::review_words, pages::change_desk_photo},
    {get, "/desk/:campaign/placements", Who::run_campaign, pages::show_placements},
    {post, "/desk/:campaign/placements", Who::run_campaign, pages::add_placement},
    {post, "/desk/:campaign/placements/list", Who::run_campaign, pages::add_placement_list,
     pages::placement_list_bytes_max},
    {get, "/desk/:campaign/placements/report", Who::run_campaign, pages::show_placement_report},
    {get, "/desk/:campaign/placements/report.csv", Who::run_campaign, pages::send_placement_report},
    {get, "/desk/:campaign/placements/:placement", Who::run_campaign, pages::show_placement},
    {post, "/desk/:campaign/placements/:placement", Who::run_campaign, pages::change_placement},
    {post, "/desk/:campaign/placements/:placement/end", Who::run_campaign,
     pages::take_off_placement},
    {get, "/desk/:campaign/placements/:placement/poster.pdf", Who::run_campaign,
     pages::send_placement_poster},
    {get, "/desk/:campaign/placements/:placement/poster.png", Who::run_campaign,
     pages::send_placement_poster},
    {get, "/desk/:campaign/pledges", Who::see_desk, pages::show_pledges},
    {post, "/desk/:campaign/pledges", Who::enter_cash, pages::type_pledge},
    {get, "/desk/:campaign/pledges/:pledge", Who::see_desk, pages::show_desk_pledge},
    {post, "/desk/:campaign/pledges/:pledge", Who::enter_cash, pages::act_on_pledge},
    {get, "/desk/:campaign/placements/:placement/photos/:file", Who::run_campaign,
     pages::send_wall_photo},
    {get, "/desk/:campaign/poster", Who::run_campaign, pages::show_poster_choice},
    {get, "/desk/:campaign/poster.pdf", Who::run_campaign, pages::send_desk_poster},
    {get, "/desk/:campaign/poster.png", Who::run_campaign, pages::send_desk_poster},
    {get, "/desk/:campaign/posts", Who::review_words, pages::show_desk_posts},
    {post, "/desk/:campaign/posts", Who::run_campaign, pages::write_official_post,
     pages::compose_bytes_max},
    {post, "/desk/:campaign/posts/:post", Who::review_words, pages::change_desk_post,
     pages::compose_bytes_max},
    {get, "/desk/:campaign/printing", Who::run_campaign, pages::show_printing},
    {post, "/desk/:campaign/printing", Who::run_campaign, pages::change_printing},
    {get, "/desk/:campaign/printing/:run/:file", Who::run_campaign, pages::send_print_file},
    {post, "/desk/:campaign/proofs/:gift", Who::do_finance, pages::prove_gift},
    {get, "/desk/:campaign/registration", Who::register_people, pages::show_registration},
    {post, "/desk/:campaign/registration", Who::register_people, pages::register_person},
    {get, "/desk/:campaign/registration/:participant/card.pdf", Who::register_people,
     pages::send_member_card},
    {get, "/desk/:campaign/result", Who::read_finance, pages::show_outcome},
    {post, "/desk/:campaign/result", Who::do_finance, pages::decide_outcome},
    {get, "/desk/:campaign/result.pdf", Who::read_finance, pages::send_report},
    {get, "/desk/:campaign/review", Who::review_words, pages::show_reviews},
    {post, "/desk/:campaign/review", Who::review_words, pages::decide_review},
    {post, "/desk/:campaign/review/readings", Who::review_words, pages::open_reading},
    {get, "/desk/:campaign/shown", Who::run_campaign, pages::show_desk_shown},
    {post, "/desk/:campaign/shown", Who::run_campaign, pages::put_gifts_first},
    {post, "/desk/:campaign/state", Who::run_campaign, pages::steer_campaign},
    {get, "/desk/:campaign/stories", Who::review_words, pages::show_desk_stories},
    {post, "/desk/:campaign/stories", Who::run_campaign, pages::begin_desk_story},
    {get, "/desk/:campaign/stories/:story", Who::review_words, pages::show_desk_story},
    {post, "/desk/:campaign/stories/:story", Who::review_words, pages::change_desk_story},
    {post, "/desk/:campaign/stories/:story/decision", Who::review_words, pages::decide_desk_story},
    {post, "/desk/:campaign/stories/:story/pictures", Who::run_campaign, pages::bring_story_picture,
     pages::compose_bytes_max},
    {post, "/desk/:campaign/submission", Who::run_campaign, pages::submit_version},
    {get, "/desk/:campaign/studio", Who::run_campaign, pages::show_studio},
    {get, "/desk/:campaign/studio/formats", Who::run_campaign, pages::show_formats},
    {post, "/desk/:campaign/studio/jobs", Who::run_campaign, pages::start_print_job},
    {get, "/desk/:campaign/studio/jobs/:job", Who::run_campaign, pages::send_print_job},
    {post, "/desk/:campaign/studio/jobs/:job/cancellation", Who::run_campaign,
     pages::cancel_print_job},
    {post, "/desk/:campaign/studio/pictures", Who::run_campaign, pages::bring_print_picture,
     pages::compose_bytes_max},
    {get, "/desk/:campaign/studio/pictures/:picture", Who::run_campaign, pages::send_print_picture},
    {post, "/desk/:campaign/studio/pictures/:picture/removal", Who::run_campaign,
     pages::remove_print_picture},
    {post, "/desk/:campaign/studio/jobs/:job/dismissal", Who::run_campaign,
     pages::dismiss_print_job},
    {post, "/desk/:campaign/studio/jobs/:job/removal", Who::run_campaign, pages::remove_print_job},
    {get, "/desk/:campaign/studio/preview.png", Who::run_campaign, pages::send_studio_preview},
    {get, "/desk/:campaign/studio/sheet.pdf", Who::run_campaign, pages::send_studio_sheet},
    {get, "/desk/:campaign/trusted", Who::organise, pages::show_trust},
    {post, "/desk/:campaign/trusted", Who::organise, pages::change_trust},
    {post, "/desk/:campaign/version", Who::run_campaign, pages::keep_version},
    {get, "/developers", Who::anyone, pages::show_developers},
    {get, "/embed/c/:campaign", Who::anyone, pages::show_widget},
    {get, "/g/:token", Who::anyone, pages::show_gift},
    {post, "/g/:token", Who::anyone, pages::change_gift},
    {get, "/g/:token/code.svg", Who::anyone, pages::show_gift_code},
    {get, "/g/:token/proof/:proof", Who::anyone, pages::show_proof},
    {post, "/g/:token/proof/:proof", Who::anyone, pages::take_proof},
    {get, "/g/:token/share/:channel", Who::anyone, pages::share_thanks},
    {get, "/h/:token", Who::anyone, pages::show_round},
    {post, "/h/:token", Who::anyone, pages::tell_round, pages::round_bytes_max},
    {post, "/h/:token/leave", Who::anyone, pages::leave_round},
    {get, "/healthz", Who::anyone, pages::show_health},
    {post, "/hooks/:provider", Who::anyone, pages::take_notice, giving::notice_bytes_max},
    {get, "/imprint", Who::anyone, pages::show_privacy},
    {get, "/logo", Who::anyone, pages::show_logo},
    {get, "/me", Who::signed_in, pages::show_my_pages},
    {get, "/me/pages/:page", Who::signed_in, pages::show_me},
    {post, "/me/pages/:page", Who::signed_in, pages::change_me},
    {post, "/me/pages/:page/appeals", Who::signed_in, pages::ask_by_mail},
    {post, "/me/pages/:page/cash", Who::signed_in, pages::tell_of_cash},
    {post, "/me/pages/:page/cash/:gift", Who::signed_in, pages::take_back_cash},
    {post, "/me/pages/:page/envelopes/:envelope", Who::signed_in, pages::answer_about_envelope},
    {post, "/me/pages/:page/guidelines", Who::signed_in, pages::accept_my_guidelines},
    {get, "/me/pages/:page/inbox", Who::signed_in, pages::show_my_inbox},
    {post, "/me/pages/:page/inbox", Who::signed_in, pages::write_in_my_inbox},
    {post, "/me/pages/:page/photos", Who::signed_in, pages::bring_my_photo,
     pages::compose_bytes_max},
    {get, "/me/pages/:page/photos/:file", Who::signed_in, pages::show_my_photo},
    {post, "/me/pages/:page/portrait", Who::signed_in, pages::change_my_portrait,
     pages::compose_bytes_max},
    {get, "/me/pages/:page/poster.pdf", Who::signed_in, pages::send_my_poster},
    {post, "/me/pages/:page/posts", Who::signed_in, pages::write_my_post, pages::compose_bytes_max},
    {post, "/me/pages/:page/posts/:post", Who::signed_in, pages::change_my_post,
     pages::compose_bytes_max},
    {get, "/me/pages/:page/races", Who::signed_in, pages::show_races},
    {post, "/me/pages/:page/races", Who::signed_in, pages::change_race},
    {get, "/me/pages/:page/share/:channel", Who::signed_in, pages::share_own},
    {get, "/me/pages/:page/team", Who::signed_in, pages::show_my_team},
    {post, "/me/pages/:page/team", Who::signed_in, pages::change_my_team},
    {get, "/me/pages/:page/team/races", Who::signed_in, pages::show_team_races},
    {post, "/me/pages/:page/team/races", Who::signed_in, pages::change_team_race},
    {post, "/me/pages/:page/thanks", Who::signed_in, pages::thank_somebody},
    {get, "/me/:token", Who::anyone, pages::show_me},
    {post, "/me/:token", Who::anyone, pages::change_me},
    {post, "/me/:token/appeals", Who::anyone, pages::ask_by_mail},
    {post, "/me/:token/cash", Who::anyone, pages::tell_of_cash},
    {post, "/me/:token/cash/:gift", Who::anyone, pages::take_back_cash},
    {post, "/me/:token/envelopes/:envelope", Who::anyone, pages::answer_about_envelope},
    {post, "/me/:token/guidelines", Who::anyone, pages::accept_my_guidelines},
    {get, "/me/:token/inbox", Who::anyone, pages::show_my_inbox},
    {post, "/me/:token/inbox", Who::anyone, pages::write_in_my_inbox},
    {post, "/me/:token/photos", Who::anyone, pages::bring_my_photo, pages::compose_bytes_max},
    {get, "/me/:token/photos/:file", Who::anyone, pages::show_my_photo},
    {post, "/me/:token/portrait", Who::anyone, pages::change_my_portrait, pages::compose_bytes_max},
    {get, "/me/:token/poster.pdf", Who::anyone, pages::send_my_poster},
    {post, "/me/:token/posts", Who::anyone, pages::write_my_post, pages::compose_bytes_max},
    {post, "/me/:token/posts/:post", Who::anyone, pages::change_my_post, pages::compose_bytes_max},
    {get, "/me/:token/races", Who::anyone, pages::show_races},
    {post, "/me/:token/races", Who::anyone, pages::change_race},
    {get, "/me/:token/share/:channel", Who::anyone, pages::share_own},
    {get, "/me/:token/team", Who::anyone, pages::show_my_team},
    {post, "/me/:token/team", Who::anyone, pages::change_my_team},
    {get, "/me/:token/team/races", Who::anyone, pages::show_team_races},
    {post, "/me/:token/team/races", Who::anyone, pages::change_team_race},
    {post, "/me/:token/thanks", Who::anyone, pages::thank_somebody},
    {get, "/metrics", Who::anyone, pages::show_metrics},
    {get, "/no-mail/:token", Who::anyone, pages::show_no_mail},
    {post, "/no-mail/:token", Who::anyone, pages::take_no_mail},
    {get, "/oembed", Who::anyone, pages::show_oembed},
    {get, "/openapi.json", Who::anyone, api::show_openapi},
    {get, "/photos/:file", Who::anyone, pages::show_photo},
    {get, "/pledge/:token", Who::anyone, pages::show_pledge},
    {post, "/pledge/:token", Who::anyone, pages::change_pledge},
    {get, "/pledge/:token/code.svg", Who::anyone, pages::show_pledge_code},
    {get, "/pledge/:token/proof/:proof", Who::anyone, pages::show_pledge_proof},
    {post, "/pledge/:token/proof/:proof", Who::anyone, pages::take_pledge_proof},
    {get, "/privacy", Who::anyone, pages::show_privacy},
    {get, "/q/:file", Who::anyone, pages::draw_code},
    {get, "/r/:code", Who::anyone, pages::show_receipt_check},
    {get, "/readyz", Who::anyone, pages::show_readiness},
    {get, "/receipts/:receipt/:file", Who::anyone, pages::send_receipt},
    {get, "/search", Who::anyone, pages::search_code},
    {get, "/sign-in", Who::anyone, pages::show_sign_in_address},
    {post, "/sign-in", Who::anyone, pages::ask_for_code},
    {get, "/sign-in/code", Who::anyone, pages::show_sign_in_code},
    {post, "/sign-in/code", Who::anyone, pages::enter_by_code},
    {get, "/sign-in/link/:token", Who::anyone, pages::show_sign_in_link},
    {post, "/sign-in/link/:token", Who::anyone, pages::enter_by_link},
    {post, "/sign-in/passkey", Who::anyone, pages::enter_by_passkey},
    {post, "/sign-in/passkey/challenge", Who::anyone, pages::challenge_anybody},
    {get, "/sign-in/second", Who::halfway, pages::show_second},
    {post, "/sign-in/second", Who::halfway, pages::change_second},
    {post, "/sign-in/second/challenge", Who::halfway, pages::challenge_visitor},
    {get, "/sign-in/second/code.svg", Who::halfway, pages::draw_secret},
    {post, "/sign-in/second/passkey", Who::halfway, pages::give_passkey},
    {get, "/:code", Who::anyone, pages::follow_link},
};

// What rests while gifts go first: nothing by which anybody gives, pays or is thanked.
constexpr std::string_view resting[] = {
    "/c/:campaign/card.png",
    "/c/:campaign/hero.svg",
    "/c/:campaign/people",
    "/c/:campaign/ranking",
    "/c/:campaign/wall",
    "/c/:campaign/numbers",
    "/embed/c/:campaign",
    "/api/v1/campaigns/:campaign/gifts",
    "/api/v1/campaigns/:campaign/participants",
    "/api/v1/campaigns/:campaign/posts",
    "/api/v1/campaigns/:campaign/ranking",
    "/api/v1/campaigns/:campaign/teams",
};

}  // namespace

std::span<const http::Route> all_routes() { return table; }

bool may_rest(http::Method method, std::string_view route) {
    const bool reads = method == get || method == http::Method::head;
    return reads && std::ranges::find(resting, route) != std::end(resting);
}

std::string_view short_link_route() {
    static_assert(std::rbegin(table)->handler == pages::follow_link, "codes come after all words");
    return std::rbegin(table)->pattern;
}
