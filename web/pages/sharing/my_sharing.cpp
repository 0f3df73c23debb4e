#include "web/pages/sharing/my_sharing.h"

#include <algorithm>
#include <tuple>

#include "campaign/giving/thanking.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/phase.h"
#include "campaign/sharing/appealing.h"
#include "campaign/words/number.h"
#include "campaign/words/token.h"
#include "web/pages/roster/me.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_count;
using language::say_with;
using language::Values;

constexpr int to_thank_shown_max = 5, brought_shown_max = 12;

std::string money_in(const MySharing& sharing, std::int64_t minor) {
    return money_text({minor, sharing.state.campaign.currency}, sharing.request.language);
}

// Own links stand alone; what visitors and donors passed on is one line each.
struct Brought {
    std::string name;
    links::Yield yield;
};

std::string link_name(const links::Link& link, const MySharing& sharing) {
    const auto& lang = sharing.request.language;
    if (link.id == sharing.one.link) return say("Your own code and link", lang);
    if (link.shared_from == "page") return say("Passed on by visitors of your page", lang);
    if (link.shared_from == "thanks") return say("Passed on by people who gave", lang);
    const auto channel = links::find_channel(link.channel);
    return say(channel ? channel->title : link.channel, lang);
}

std::vector<Brought> brought_by_links(const MySharing& sharing) {
    std::vector<Brought> list;
    for (const auto& [link, yield] : sharing.links) {
        const auto name = link_name(link, sharing);
        auto known = std::ranges::find(list, name, &Brought::name);
        if (known == list.end()) known = list.insert(list.end(), {name, {}});
        known->yield.scans += yield.scans, known->yield.gifts += yield.gifts;
        known->yield.raised += yield.raised;
    }
    std::ranges::stable_sort(list, std::ranges::greater{}, [](const Brought& one) {
        return std::tuple{one.yield.raised, one.yield.gifts, one.yield.scans};
    });
    return list;
}

void fill_brought(Values& values, const MySharing& sharing) {
    const auto& lang = sharing.request.language;
    const auto list = brought_by_links(sharing);
    std::int64_t most = 0;
    for (const auto& [name, yield] : list) most = std::max(most, yield.raised);
    const auto has_brought = [](const Brought& one) {
        return one.yield.scans > 0 || one.yield.gifts > 0;
    };
    values.show_if(std::ranges::none_of(list, has_brought), "NOTHING_BROUGHT");
    for (const auto& [name, yield] : list)
        if (has_brought({name, yield}))
            values.add("LINK")
                .set("NAME", name)
                .set("VISITS_TEXT", say_count("{1} visit", "{1} visits", yield.scans, lang))
                .set("GIFTS_TEXT", say_count("{1} gift", "{1} gifts", yield.gifts, lang))
                .set("RAISED", money_in(sharing, yield.raised))
                .set("BAR", most > 0 ? yield.raised * 100 / most : 0);
}

std::string form_token_of(const http::Request& request) {
    return request.visitor ? request.visitor->form_token : std::string{};
}

void fill_thanks(Values& values, const MySharing& sharing) {
    const auto& request = sharing.request;
    const auto& lang = request.language;
    if (sharing.to_thank_count == 0 && sharing.thanked_count == 0) return;
    auto& section = values.add("THANKS");
    section.set("THANKED_TEXT",
                sharing.thanked_count == 0
                    ? std::string{}
                    : say_count("You have thanked for {1} gift.", "You have thanked for {1} gifts.",
                                sharing.thanked_count, lang));
    section.show_if(sharing.to_thank_count == 0, "ALL_THANKED");
    const auto more = sharing.to_thank_count - static_cast<std::int64_t>(sharing.to_thank.size());
    if (more > 0)
        section.add("MORE").set(
            "MORE_TEXT", say_count("{1} more after these.", "{1} more after these.", more, lang));
    for (const auto& gift : sharing.to_thank) {
        auto& row = section.add("DONOR");
        row.set("WHO", gift.name.empty() ? say("A gift", lang) : gift.name);
        row.set("AMOUNT", gift.amount ? money_text(*gift.amount, lang) : std::string{});
        row.set("AGO", language::ago_text(gift.at, request.now, lang));
        if (!gift.message.empty()) row.add("MESSAGED").set("MESSAGE", gift.message);
        row.set("GIFT_ID", gift.gift.value).set("FORM_TOKEN", form_token_of(request));
        row.set("THANK_ACTION", own_page_path(request) + "/thanks");
        row.show_if(gift.may_write, "MAY_WRITE").show_if(!gift.may_write, "BY_HAND");
    }
}

void fill_following(Values& values, const MySharing& sharing) {
    const auto& lang = sharing.request.language;
    const auto& following = sharing.following;
    if (following.first.empty()) return;
    const auto raised = money_in(sharing, following.raised);
    auto& section = values.add("FOLLOWING");
    section.set("FOLLOWING_TEXT",
                say_with("{1}, who raised {2}.",
                         {say_count("You brought {1} person", "You brought {1} people",
                                    static_cast<std::int64_t>(following.first.size()), lang),
                          raised},
                         lang));
    section.set("FURTHER_TEXT",
                following.further == 0
                    ? std::string{}
                    : say_with("{1}, who raised {2}.",
                               {say_count("They brought {1} more", "They brought {1} more",
                                          following.further, lang),
                                money_in(sharing, following.further_raised)},
                               lang));
    for (const auto& name : sharing.brought_names) section.add("PERSON").set("NAME", name);
}

void fill_appeal(Values& values, const MySharing& sharing, const AppealForm& form) {
    const auto& request = sharing.request;
    const auto& state = sharing.state;
    if (campaign::gift_objection(state.campaign, state.shown, request.now)) return;
    auto& section = values.add("ASK");
    if (sharing.one.shown_name.empty()) {
        section.show("UNREAD");
        return;
    }
    const auto left = sharing::appeals_a_day_max - sharing.appeals_today;
    if (left <= 0 && form.wrong.empty()) {
        section.show("ENOUGH");
        return;
    }
    auto& open = section.add("OPEN");
    open.set("ASK_ACTION", own_page_path(request) + "/appeals").set("FORM_KEY", random_token());
    open.set("FORM_TOKEN", form_token_of(request)).set("TO", form.to);
    open.set("LEFT_TEXT", say_count("{1} more today.", "{1} more today.", left, request.language));
    if (const auto wrong = form.wrong.find("to"); wrong != form.wrong.end())
        open.add("TO_WRONG").set("TO_ERROR", wrong->second);
}

// The names of those brought that stand on lists anyway.
std::vector<std::string> names_of(store::Session& session,
                                  const std::vector<ParticipantId>& people) {
    std::vector<std::int64_t> ids;
    for (const auto id : people)
        if (ids.size() < brought_shown_max) ids.push_back(id.value);
    std::vector<std::string> names;
    if (ids.empty()) return names;
    for (const auto& one : roster::find_participants(session, ids))
        if (one.is_listed() && !one.shown_name.empty()) names.push_back(one.shown_name);
    return names;
}

}  // namespace

MySharing read_my_sharing(const http::Request& request, App& app, const roster::Participant& one,
                          const live::State& state) {
    auto& session = app.store.session();
    MySharing sharing{request, app, one, state};
    sharing.links = links::rank_links_of_participant(session, one.id);
    sharing.to_thank = giving::gifts_to_thank(session, one.id, to_thank_shown_max);
    sharing.to_thank_count = giving::count_to_thank(session, one.id);
    sharing.thanked_count = giving::count_thanked(session, one.id);
    sharing.following = sharing::read_following(session, one.id);
    sharing.brought_names = names_of(session, sharing.following.first);
    sharing.appeals_today = sharing::appeals_on(
        session, one.id, language::date_in(request.now, state.shown.plan.time_zone));
    return sharing;
}

language::Html render_my_sharing(const MySharing& sharing, const AppealForm& form) {
    Values values;
    fill_thanks(values, sharing);
    fill_brought(values, sharing);
    fill_following(values, sharing);
    fill_appeal(values, sharing, form);
    return language::render_template("web/pages/sharing/my_sharing.html", values,
                                     sharing.request.language);
}

http::Response ask_by_mail(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    constexpr std::size_t form_key_max = 64, typed_max = 300;
    const auto key = request.form.text("form_key");
    if (key.empty() || key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    const sharing::NewAppeal asked{.to = request.form.text("to").substr(0, typed_max),
                                   .request_key = "appeal-" + key,
                                   .language = request.language,
                                   .client = request.client};
    try {
        sharing::send_appeal(app.store, one, asked, {one.account, "participant", request.id},
                             request.now);
    } catch (const Refused& refused) {
        const auto& [reason, field, detail] = refused.refusal;
        if (field != "to") throw;
        return show_me_asking(request, app, {asked.to, {{"to", say(detail, request.language)}}});
    }
    return http::redirect(own_page_path(request) + "?asked=1#ask");
}

http::Response thank_somebody(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    const auto gift = number_in(request.form.text("gift"));
    const auto way =
        request.form.text("way") == "mail" ? giving::ThankWay::mail : giving::ThankWay::self;
    try {
        giving::thank_donor(app.store, one, GiftId{gift}, way,
                            {one.account, "participant", request.id}, request.now);
    } catch (const Refused& refused) {
        // Thanked before, by the other window: what they see next is true.
        if (refused.refusal.reason != Reason::already_decided) throw;
    }
    return http::redirect(own_page_path(request) + "?thanked=1#thanks");
}

}  // namespace pages
