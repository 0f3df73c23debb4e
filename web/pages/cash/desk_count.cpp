// Counting a bag: each of two people types what they found, neither sees the other's figure. The
// second one comes from their own phone, or by their PIN at the same screen. The page keeps what
// was typed on the device until it has been sent (js/count.js).
#include <algorithm>

#include "campaign/cash/counting.h"
#include "campaign/cash/pinning.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/outside/json.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/pages/cash/cash_words.h"
#include "web/pages/cash/desk_bags.h"
#include "web/pages/posts/compose.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

constexpr int cheques_shown = 10, abroad_shown = 3;
constexpr std::size_t key_max = 40, pin_typed_max = 12;

std::string bag_path(const DeskView& view, const cash::Bag& bag) {
    return view.path("bags/" + std::to_string(bag.id.value));
}

void fill_faces(Values& values, const DeskView& view, const char* section, const char* sort,
                const std::vector<std::int64_t>& faces) {
    for (const auto face : faces)
        values.add(section)
            .set("NAME", std::string{sort} + "_" + std::to_string(face))
            .set("LABEL", view.money(face))
            .set("FACE", std::to_string(face));
}

void fill_money(Values& values, const DeskView& view, const cash::Bag& bag) {
    const auto& known = cash::denominations_of(bag.currency);
    if (known.notes.empty() && known.coins.empty()) {
        values.show("BY_TOTAL");
    } else {
        auto& faces = values.add("FACES");
        fill_faces(faces, view, "NOTE", "note", known.notes);
        fill_faces(faces, view, "COIN", "coin", known.coins);
    }
    for (int i = 1; i <= cheques_shown; ++i) values.add("CHEQUE").set("I", i);
    if (bag.is_recount) return;
    auto& apart = values.add("APART");
    for (int i = 1; i <= abroad_shown; ++i) {
        auto& row = apart.add("ABROAD");
        row.set("I", i);
        for (const auto& currency : all_currencies())
            if (!(currency == bag.currency)) row.add("CODE").set("CODE_TEXT", currency.text());
    }
}

// The other person at this screen: whoever has a PIN and may count.
void fill_second(Values& values, const DeskView& view, const cash::Bag& bag) {
    auto& second = values.add("BY_PIN");
    for (const auto& hand : cash::hands_of(view.app.store.session(), bag.campaign))
        if (hand.has_pin && hand.account != view.request.visitor->account)
            second.add("HAND").set("VALUE", hand.account.value).set("NAME", hand.name);
}

http::Response show_form(const DeskView& view) {
    auto& session = view.app.store.session();
    const auto& lang = view.language();
    const auto bag = bag_here(view);
    if (bag.state != cash::BagState::sealed) return http::redirect(bag_path(view, bag));
    const auto here = cash::counts_of_round(session, bag);
    const bool is_at_screen = view.request.query.has("second") || view.request.form.has("counter");
    const bool has_counted = !here.empty() && here.front().counter == view.request.visitor->account;
    const auto title = say_with("Bag {1}: count it together", {std::to_string(bag.number)}, lang);
    Values values;
    values.set("TITLE", title).set("BAG_HREF", bag_path(view, bag));
    const auto own = bag_path(view, bag) + "/count";
    values.set("SECOND_HREF", own + "?second=1").set("OWN_HREF", own);
    values.show_if(has_counted && !is_at_screen, "DONE");
    values.show_if(is_at_screen, "AT_SCREEN");
    if (!has_counted || is_at_screen) {
        auto& form = values.add("FORM");
        form.set("ACTION", own).set("FORM_TOKEN", view.form_token());
        form.set("DEVICE_KEY", random_token()).set("ROUND", bag.round);
        form.set("COUNTER_ID", view.request.visitor->account.value);
        form.set("CURRENCY", bag.currency.text()).set("DECIMALS", bag.currency.decimals);
        form.set("SEAL", bag.seal);
        fill_money(form, view, bag);
        if (is_at_screen) fill_second(form, view, bag);
    }
    return show_cash_page(view, title,
                          language::render_template("web/pages/cash/desk_count.html", values, lang),
                          {}, {"js/count.js"});
}

[[noreturn]] void refuse_pieces() {
    throw Refused{{Reason::not_a_valid_value, "count", "Pieces are whole numbers, like 12."}};
}

void add_faces(std::vector<cash::Piece>& pieces, const DeskView& view, const cash::Bag& bag) {
    const auto add = [&](cash::Sort sort, const std::vector<std::int64_t>& faces) {
        for (const auto face : faces) {
            const auto typed = view.text(
                (std::string{cash::sort_name(sort)} + "_" + std::to_string(face)).c_str(), 8);
            if (typed.empty() || typed == "0") continue;
            if (typed.find_first_not_of("0123456789") != std::string::npos) refuse_pieces();
            pieces.push_back({sort, bag.currency, face, number_in(typed)});
        }
    };
    const auto& known = cash::denominations_of(bag.currency);
    add(cash::Sort::note, known.notes);
    add(cash::Sort::coin, known.coins);
}

void add_amount(std::vector<cash::Piece>& pieces, const DeskView& view, const cash::Bag& bag,
                std::pair<cash::Sort, std::string> what) {
    const auto minor = view.amount(view.request.form.text(what.second), "count").value_or(0);
    if (minor > 0) pieces.push_back({what.first, bag.currency, minor, 1});
}

void add_abroad(std::vector<cash::Piece>& pieces, const DeskView& view, const std::string& i) {
    const auto typed = view.request.form.text("abroad_amount_" + i);
    const auto currency = find_currency(view.request.form.text("abroad_code_" + i));
    if (typed.empty() || !currency) return;
    const auto mark = typed.find(',') == std::string::npos ? '.' : ',';
    const auto money = read_money(typed, *currency, mark);
    if (!money || money->minor <= 0)
        throw Refused{
            {Reason::not_a_valid_value, "count", "Please type an amount like 20 or 12.50."}};
    pieces.push_back({cash::Sort::abroad, *currency, money->minor, 1});
}

std::vector<cash::Piece> pieces_typed(const DeskView& view, const cash::Bag& bag) {
    std::vector<cash::Piece> pieces;
    add_faces(pieces, view, bag);
    add_amount(pieces, view, bag, {cash::Sort::coin, "money"});
    for (int i = 1; i <= cheques_shown; ++i)
        add_amount(pieces, view, bag, {cash::Sort::cheque, "cheque_" + std::to_string(i)});
    add_amount(pieces, view, bag, {cash::Sort::float_inside, "float"});
    add_amount(pieces, view, bag, {cash::Sort::voucher, "voucher"});
    for (int i = 1; i <= abroad_shown; ++i) add_abroad(pieces, view, std::to_string(i));
    return pieces;
}

// Whose count it is: the visitor's, or of whoever shows their PIN at this screen.
cash::NewCount count_typed(const DeskView& view, const cash::Bag& bag) {
    const auto& form = view.request.form;
    cash::NewCount count{.bag = bag.id,
                         .round = number_in<int>(form.text("round")),
                         .counter = view.request.visitor->account,
                         .pieces = pieces_typed(view, bag),
                         .seal_whole = form.text("seal_broken").empty()};
    count.device_key = view.text("device_key", key_max);
    if (count.device_key.empty()) throw Refused{{Reason::form_expired}};
    if (!form.has("counter")) return count;
    const AccountId second{number_in(form.text("counter"))};
    const auto hands = cash::hands_of(view.app.store.session(), bag.campaign);
    const bool may = std::ranges::any_of(
        hands, [&](const cash::Hand& hand) { return hand.account == second && hand.has_pin; });
    if (!may || second == count.counter)
        throw Refused{{Reason::not_a_valid_value, "counter", "Choose who counts now."}};
    cash::insist_on_pin(view.app.store, second, view.text("pin", pin_typed_max),
                        view.request.client, view.request.now);
    count.at_screen_of = count.counter, count.counter = second;
    return count;
}

std::string take(const DeskView& view) {
    const auto bag = bag_here(view);
    const auto count = count_typed(view, bag);
    auto actor = view.actor();
    if (count.at_screen_of) actor.account = count.counter;
    cash::count_bag(view.app.store, count, actor, view.request.now);
    return bag_path(view, bag) + "?saved=counted";
}

}  // namespace

http::Response show_count(const http::Request& request, App& app) {
    return show_form(desk_view(request, app));
}

http::Response take_count(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    if (wants_json(request)) try {
            return http::json(outside::JsonWriter{}.text("location", take(view)).object(), 201);
        } catch (const Refused& refused) {
            return answer_refused(request, refused.refusal);
        }
    return act_or_show(
        view, [&] { return take(view); }, show_form);
}

}  // namespace pages
