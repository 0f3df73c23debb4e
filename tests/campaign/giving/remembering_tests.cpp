// A mention is applause without an amount: no figure knows it, nobody sees it before somebody has
// read it, and the card that tells of it leaves once, when all is in order.
#include "campaign/giving/remembering.h"

#include "campaign/giving/gift_lists.h"
#include "campaign/giving/gift_pages.h"
#include "campaign/mail/outbox.h"
#include "campaign/mail/unwanted.h"
#include "campaign/words/token.h"
#include "tests/campaign/giving/giving_fixture.h"

using namespace giving;
using namespace std::chrono_literals;

namespace {

struct Remembering : WithCampaign {
    NewGift in_memory(const std::string& key) {
        auto asked = gift_of(5'000, key);
        asked.is_meant = true;
        asked.donor.name = "Zoë", asked.donor.email = "zoe@example.org";
        asked.donor.mentions = {"memory", "Rose Miller", "City Bakery"};
        asked.card = Card{"Maria", "maria@example.org", "We think of her.", false};
        return asked;
    }
    Gift arrived(const NewGift& asked) {
        return arrive(give(asked).gift, 5'000, asked.request_key);
    }
    Gift read(const Gift& gift, const std::string& verdict = "published") {
        return review_words(*store, gift.id, verdict, "", people::Actor{AccountId{7}, "moderator"},
                            now);
    }
    std::vector<mail::Mail> cards() {
        auto all = mail::recent_mails(store->session(), {});
        std::erase_if(all, [](const auto& one) { return one.kind != mail::Kind::remembered; });
        return all;
    }
    PublicGift seen(const Gift& gift) { return *find_public_gift(store->session(), gift.id); }
    static constexpr auto later = words_undo_max + 1min;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(remembering_tests, Remembering)

BOOST_AUTO_TEST_CASE(a_mention_changes_no_figure) {
    const auto plain = gift_of(5'000, "plain");
    arrived(plain);
    const auto before = figures();

    const auto gift = arrived(in_memory("with a mention"));

    const auto after = figures();
    BOOST_TEST(after.raised == 2 * before.raised);
    BOOST_TEST(after.confirmed == 2 * before.confirmed);
    BOOST_TEST(after.gifts == before.gifts + 1);
    BOOST_TEST(shares_of(store->session(), gift).empty());
    read(gift), take_mention_back(*store, gift.id, now);
    BOOST_TEST(figures().raised == after.raised);
    check_ledger();
}

BOOST_AUTO_TEST_CASE(nobody_sees_a_mention_before_it_was_read) {
    const auto gift = arrived(in_memory("unread"));
    BOOST_TEST(gift.words_state == "waiting");
    BOOST_TEST(seen(gift).mentions.is_empty());
    BOOST_TEST(gifts_to_review(store->session(), campaign, 5).size() == 1u);

    read(gift);

    BOOST_TEST(seen(gift).mentions.remembered == "Rose Miller");
    BOOST_TEST(seen(gift).mentions.occasion == "memory");
    BOOST_TEST(seen(gift).mentions.company == "City Bakery");
}

BOOST_AUTO_TEST_CASE(who_stays_unnamed_is_not_named_by_their_company_or_their_card) {
    auto asked = in_memory("unnamed");
    asked.donor.is_anonymous = true;
    const auto gift = read(arrived(asked));

    BOOST_TEST(seen(gift).mentions.company.empty());
    BOOST_TEST(seen(gift).mentions.remembered == "Rose Miller");
    BOOST_TEST(send_cards(*store, now + later) == 1);
    BOOST_TEST(cards().front().facts.at("WHO").empty());
    auto hidden = in_memory("hidden from the participant");
    hidden.donor.hides_from_participant = true;
    BOOST_TEST(seen(read(arrived(hidden))).mentions.is_empty());
}

BOOST_AUTO_TEST_CASE(a_card_leaves_once_when_the_gift_is_here_and_its_words_were_read) {
    const auto promised = give(in_memory("card")).gift;
    read(promised);
    BOOST_TEST(send_cards(*store, now + later) == 0);  // Nothing has arrived.
    arrive(promised, 5'000, "card");
    BOOST_TEST(send_cards(*store, now) == 0);  // The reviewer may still take it back.

    BOOST_TEST(send_cards(*store, now + later) == 1);
    BOOST_TEST(send_cards(*store, now + later) == 0);

    BOOST_REQUIRE(cards().size() == 1u);
    const auto card = cards().front();
    BOOST_TEST(card.to == "maria@example.org");
    BOOST_TEST(card.facts.at("WHO").find("Zoë") == 0u);
    BOOST_TEST(card.facts.at("MEMORY") == "Rose Miller");
    BOOST_TEST(card.facts.at("MESSAGE") == "We think of her.");
    BOOST_TEST(!card.facts.contains("AMOUNT"));
    const auto kept = find_card(store->session(), promised.id);
    BOOST_TEST(kept->told_at.has_value());
    BOOST_TEST(kept->card.email.empty());  // What is done is forgotten.
}

BOOST_AUTO_TEST_CASE(a_card_names_the_amount_only_if_the_donor_says_so) {
    auto asked = in_memory("amount");
    asked.card->tells_amount = true;
    read(arrived(asked));
    send_cards(*store, now + later);
    BOOST_TEST(cards().front().facts.at("AMOUNT").find("50") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(words_that_are_hidden_or_taken_back_tell_nobody) {
    read(arrived(in_memory("hidden")), "hidden");
    const auto gift = read(arrived(in_memory("taken back")));
    const auto after = take_mention_back(*store, gift.id, now);

    BOOST_TEST(send_cards(*store, now + later) == 0);
    BOOST_TEST(after.donor.mentions.remembered.empty());
    BOOST_TEST(after.donor.mentions.company == "City Bakery");
    BOOST_TEST(!find_card(store->session(), gift.id));
    BOOST_TEST(send_cards(*store, now + std::chrono::days{91}) == 0);
    BOOST_TEST(store->session().one("SELECT COUNT(*) AS n FROM remembrance")->number("n") == 0);
}

BOOST_AUTO_TEST_CASE(who_never_wants_such_a_mail_gets_none) {
    read(arrived(in_memory("first")));
    send_cards(*store, now + later);
    const auto path = cards().front().facts.at("REFUSE_PATH");
    BOOST_TEST(refuse_cards(*store, path.substr(std::string{"/no-mail/"}.size()), now));
    BOOST_TEST(!refuse_cards(*store, "somebody else's", now));

    read(arrived(in_memory("second")));

    BOOST_TEST(send_cards(*store, now + later) == 0);
    BOOST_TEST(cards().size() == 1u);
}

BOOST_AUTO_TEST_CASE(another_mention_is_another_gift_for_the_same_key) {
    const auto asked = in_memory("key");
    give(asked);
    BOOST_TEST(give(asked).was_there);
    auto other = asked;
    other.donor.mentions.remembered = "Somebody Else";
    BOOST_CHECK_THROW(give(other), Refused);
    other = asked, other.card.reset();
    BOOST_CHECK_THROW(give(other), Refused);
}

BOOST_AUTO_TEST_SUITE_END()
