#include "web/pages/bank/desk_bank_gift.h"

#include "campaign/campaign.h"
#include "campaign/roster/participant.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"

namespace pages {

namespace {

using language::Values;

constexpr std::size_t reason_max = 200, typed_max = 200;
constexpr int people_offered_max = 500;

std::string offered_as(const roster::Participant& one) { return one.name + " (" + one.slug + ")"; }

// Public campaigns of this currency, the newest first, whether they run or have ended.
std::vector<campaign::Campaign> campaigns_of(App& app, Currency currency) {
    std::vector<campaign::Campaign> all;
    for (auto& one : campaign::all_campaigns(app.store.session()))
        if (one.currency == currency && one.state != campaign::State::draft && one.shown_version)
            all.push_back(std::move(one));
    return all;
}

void fill_funds(Values& form, App& app, const std::vector<campaign::Campaign>& campaigns,
                FundId chosen) {
    auto& session = app.store.session();
    for (const auto& one : campaigns) {
        const auto title = campaign::current_version(session, one).plan.title;
        const auto funds = campaign::all_funds(session, one.id);
        for (const auto& fund : funds)
            form.add("FUND")
                .set("FUND_ID", std::to_string(fund.id.value))
                .set("FUND_NAME", funds.size() == 1 ? title : title + " · " + fund.name)
                .show_if(fund.id == chosen, "CHOSEN");
    }
}

[[noreturn]] void refuse(const char* field, const char* detail) {
    throw Refused{{Reason::not_a_valid_value, field, detail}};
}

// "Amina Haddad (amina)", the last part of the address alone, or a whole name.
ParticipantId participant_named(App& app, CampaignId campaign, const std::string& who) {
    if (who.empty()) return {};
    const auto open = who.rfind('(');
    const bool has_slug = open != std::string::npos && who.ends_with(')');
    const auto slug = has_slug ? who.substr(open + 1, who.size() - open - 2) : who;
    std::vector<ParticipantId> same;
    for (const auto& one :
         roster::participants_to_choose(app.store.session(), campaign, people_offered_max))
        if (one.slug == slug || one.name == who) same.push_back(one.id);
    if (same.empty())
        if (const auto one = roster::find_participant(app.store.session(), campaign, slug))
            same.push_back(one->id);
    if (same.empty())
        refuse("who",
               "Nobody in this campaign is called that. Type the whole name, or the last part of "
               "the address of their page.");
    if (same.size() > 1)
        refuse("who",
               "Several people have this name. Type the last part of the address of their page.");
    return same.front();
}

}  // namespace

void fill_new_gift(Values& values, const http::Request& request, App& app, const bank::Line& line) {
    const auto campaigns = campaigns_of(app, line.amount.currency);
    if (line.amount.minor <= 0 || campaigns.empty()) return;
    const auto& typed = request.form;
    const bool is_typed = typed.text("act") == "new_gift";
    auto& form = values.add("NEW_GIFT");
    form.set("ACTION", request.path).set("FORM_TOKEN", request.visitor->form_token);
    form.set("NAME", is_typed ? typed.text("name") : line.other_name);
    form.set("EMAIL", is_typed ? typed.text("email") : std::string{});
    form.set("WHO", is_typed ? typed.text("who") : std::string{});
    form.set("REASON", is_typed ? typed.text("reason") : std::string{});
    form.show_if(is_typed && typed.has("shown"), "SHOWN").show_if(is_typed, "OPEN");
    fill_funds(form, app, campaigns, FundId{number_in(typed.text("fund"))});
    for (const auto& one : roster::participants_to_choose(app.store.session(), campaigns.front().id,
                                                          people_offered_max))
        form.add("OFFERED").set("TEXT", offered_as(one));
}

bank::NewLineGift read_new_gift(const http::Request& request, App& app) {
    const auto& form = request.form;
    auto& session = app.store.session();
    bank::NewLineGift asked{{}, FundId{number_in(form.text("fund"))}};
    for (const auto& one : campaign::all_campaigns(session))
        for (const auto& fund : campaign::all_funds(session, one.id))
            if (fund.id == asked.fund) asked.campaign = one.id;
    if (!asked.campaign) refuse("fund", "Please choose a campaign.");
    asked.participant =
        participant_named(app, asked.campaign, read_line(form.text("who"), typed_max).value_or(""));
    auto& donor = asked.donor;
    donor.name = read_line(form.text("name"), giving::name_max).value_or("");
    donor.is_anonymous = !form.has("shown"), donor.language = request.language;
    if (const auto typed = form.text("email"); !typed.empty()) {
        const auto email = read_mail_address(typed);
        if (!email) refuse("email", "This is no e-mail address.");
        donor.email = *email;
    }
    asked.reason = read_line(form.text("reason"), reason_max).value_or("");
    return asked;
}

}  // namespace pages
