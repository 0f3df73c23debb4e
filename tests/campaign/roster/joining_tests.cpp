// Who may join, several at once, people under age, guidelines and addresses that last.
#include <set>

#include "campaign/roster/page_address.h"
#include "campaign/words/initials.h"
#include "tests/support/joining.h"

using namespace roster;

namespace {

struct Joining : WithWalk {
    void let_in(Joins joins) {
        set_joining_rules(*store, walk.id, {.who_joins = joins}, test_author(), now);
    }
    std::string invite(TeamId team = {}) {
        const auto made = make_invitation(*store, {walk.id, team}, test_author(), now);
        return invitation_token(store->session(), made.id);
    }
    NewParticipant invited(const std::string& name, const std::string& token) {
        auto asked = wish(name);
        asked.invitation = token;
        return asked;
    }
    void want_address(const Participant& one, const std::string& slug) {
        const auto now_is = again(one);
        rewrite_page(*store, {one.id, now_is.name, now_is.story, 0, now_is.version, slug}, self,
                     now);
    }
    Participant minor(const std::string& name) {
        auto asked = wish(name);
        asked.guardian = "Jana Sommer";
        return join(asked);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(joining_tests, Joining)

BOOST_AUTO_TEST_CASE(a_page_that_waits_for_approval_is_its_owners_alone) {
    let_in(Joins::approval);

    const auto one = join("Anna");

    BOOST_TEST(!is_public(one));
    BOOST_TEST(count_participants(store->session(), walk.id) == 0);
    BOOST_TEST(participants_to_admit(store->session(), walk.id, 10).size() == 1u);
    answer_for_campaign(*store, {.participant = one.id}, test_author(), now);
    BOOST_TEST(is_public(one));
    BOOST_TEST(participants_to_admit(store->session(), walk.id, 10).empty());
}

BOOST_AUTO_TEST_CASE(a_no_needs_a_reason_that_the_person_reads) {
    let_in(Joins::approval);
    const auto one = join("Anna");
    Answer no{.participant = one.id, .says = Says::no};

    BOOST_CHECK_EXCEPTION(answer_for_campaign(*store, no, test_author(), now), Refused,
                          beside("reason"));
    no.reason = "This walk is for pupils.";
    answer_for_campaign(*store, no, test_author(), now);

    BOOST_TEST(again(one).note == "This walk is for pupils.");
    BOOST_TEST(!is_public(one));
}

BOOST_AUTO_TEST_CASE(by_invitation_only_a_link_lets_in_until_it_is_ended) {
    let_in(Joins::invitation);
    const auto token = invite();

    BOOST_CHECK_EXCEPTION(join("Anna"), Refused, beside("invitation"));
    const auto one = join(invited("Berta", token));

    BOOST_TEST(is_public(one));
    const auto open = open_join_invitations(store->session(), walk.id, {});
    BOOST_TEST_REQUIRE(open.size() == 1u);
    BOOST_TEST(open.front().came == 1);
    end_invitation(*store, {walk.id, {}, open.front().id}, test_author(), now);
    BOOST_CHECK_EXCEPTION(join(invited("Carla", token)), Refused, beside("invitation"));
}

BOOST_AUTO_TEST_CASE(an_invitation_is_of_no_use_in_another_campaign) {
    const auto other = open_test_campaign(*store, "other");
    set_joining_rules(*store, other.id, {.who_joins = Joins::invitation}, test_author(), now);
    auto asked = invited("Anna", invite());
    asked.campaign = other.id;

    BOOST_CHECK_EXCEPTION(join(asked), Refused, beside("invitation"));
}

BOOST_AUTO_TEST_CASE(a_teams_captain_is_asked_first_and_may_be_gone_around_by_a_link) {
    const auto captain = found_team("Anna", "Blue Herons");
    let_join(captain, Joins::approval);

    const auto asks = join_team("Berta", captain.team);
    const auto invited_one = join(invited("Carla", invite(captain.team)));

    BOOST_TEST(!is_public(asks));
    BOOST_TEST(!again(asks).team);
    BOOST_TEST((again(asks).wanted_team == captain.team));
    auto by_link = wish("Dora");
    by_link.team = captain.team, by_link.invitation = invite(captain.team);
    BOOST_TEST((join(by_link).team == captain.team));
    BOOST_TEST(!invited_one.team);  // A link alone asks for no team: the form puts it in.
}

BOOST_AUTO_TEST_CASE(ten_people_join_with_one_form_or_nobody_does) {
    std::vector<NewParticipant> family;
    for (int n = 0; n < 10; ++n) family.push_back(wish("Person " + std::to_string(n)));
    for (auto& one : family) one.new_team = "The Sommers";

    const auto party = join_together(*store, family, self, now);

    BOOST_TEST(party.size() == 10u);
    std::set<std::string> tokens;
    for (const auto& joined : party) tokens.insert(joined.token);
    BOOST_TEST(tokens.size() == 10u);
    const auto led = team(party.front().participant.team);
    BOOST_TEST((led.captain == party.front().participant.id));
    BOOST_TEST(count_members(store->session(), led.id) == 10);
    BOOST_TEST(join_together(*store, family, self, now).front().was_there);
    BOOST_TEST(count_participants(store->session(), walk.id) == 10);

    auto bad = std::vector{wish("Anna"), wish("")};
    BOOST_CHECK_EXCEPTION(join_together(*store, bad, self, now), Refused, beside("name-2"));
    family.push_back(wish("One too many"));
    BOOST_CHECK_EXCEPTION(join_together(*store, family, self, now), Refused, beside("name"));
    BOOST_TEST(count_participants(store->session(), walk.id) == 10);
}

BOOST_AUTO_TEST_CASE(under_age_initials_are_all_that_is_ever_published) {
    const auto mia = minor("Mia Lena Sommer");
    read(mia);

    BOOST_TEST(again(mia).shown_name == "M. L. S.");
    BOOST_TEST(is_public(mia));
    BOOST_TEST(search_participants(store->session(), walk.id, "Mia", 10).empty());
    BOOST_TEST(search_participants(store->session(), walk.id, "M.", 10).empty());
    BOOST_TEST(page_of_participants(store->session(), {.campaign = walk.id}).empty());
    BOOST_TEST(listed_participants(store->session(), {mia.id.value}).empty());
    BOOST_CHECK_EXCEPTION(want_address(mia, "mia-sommer"), Refused, beside("slug"));
}

BOOST_AUTO_TEST_CASE(nobody_under_age_is_stored_without_a_guardian_who_agreed) {
    const auto mia = minor("Mia Sommer");

    const auto forget = [&] {
        store->in_transaction([&](store::Transaction& tx) {
            tx.run("UPDATE participant SET guardian_name = '' WHERE id = ?", mia.id);
        });
    };

    BOOST_CHECK_EXCEPTION(forget(), store::ConstraintBroken, [](const auto& broken) {
        return broken.constraint == "minor_has_a_guardian_who_agreed";
    });
    const auto kept = store->session().one(
        "SELECT guardian_name, guardian_agreed_at, guardian_wording FROM participant WHERE id = ?",
        mia.id);
    BOOST_TEST(kept->text("guardian_name") == "Jana Sommer");
    BOOST_TEST((kept->instant("guardian_agreed_at") == now));
    BOOST_TEST(kept->number("guardian_wording") == 1);
}

BOOST_AUTO_TEST_CASE(initials_keep_the_marks_of_their_letters) {
    BOOST_TEST(initials_of("Mia Sommer") == "M. S.");
    BOOST_TEST(initials_of("A\xCC\x8A"
                           "sa  O\xCC\x88sterberg") == "A\xCC\x8A. O\xCC\x88.");
    BOOST_TEST(initials_of("ليلى حداد") == "ل. ح.");
    BOOST_TEST(initials_of("Anna Maria von der Heide") == "A. M. v.");
    BOOST_TEST(initials_of("小明") == "小.");
    BOOST_TEST(initials_of("") == "");
}

BOOST_AUTO_TEST_CASE(an_address_of_ones_own_is_read_first_and_the_old_one_leads_on_for_ever) {
    const auto one = join("Anna");
    const auto first = one.slug;
    want_address(one, "anna-walks");
    BOOST_TEST(again(one).slug == first);

    read(one);
    BOOST_TEST(again(one).slug == "anna-walks");
    BOOST_TEST(find_new_participant_slug(store->session(), walk.id, first).value() == "anna-walks");
    want_address(one, "anna-on-foot");
    read(one);

    for (const auto& old : {first, std::string{"anna-walks"}})
        BOOST_TEST(find_new_participant_slug(store->session(), walk.id, old).value() ==
                   "anna-on-foot");
    BOOST_TEST(!find_new_participant_slug(store->session(), walk.id, "anna-on-foot"));
    want_address(one, "anna-walks");  // Back to one's own is fine.
    read(one);
    BOOST_TEST(again(one).slug == "anna-walks");
}

BOOST_AUTO_TEST_CASE(nobody_gets_an_address_that_somebody_else_has_or_had) {
    const auto anna = join("Anna"), berta = join("Berta");
    want_address(anna, "the-walker");
    want_address(berta, "the-walker");  // Both may ask while neither has it.
    read(anna);

    BOOST_CHECK_EXCEPTION(read(berta), Refused, because(Reason::already_decided));
    want_address(anna, "somebody-else");
    read(anna);
    BOOST_CHECK_EXCEPTION(want_address(berta, "the-walker"), Refused, beside("slug"));
    BOOST_CHECK_EXCEPTION(want_address(berta, "No Good"), Refused, beside("slug"));
}

BOOST_AUTO_TEST_CASE(guidelines_are_said_yes_to_with_their_number_and_a_new_wording_asks_again) {
    const auto one = join("Anna");
    BOOST_TEST(!owed_guidelines(store->session(), walk.id, one.id));
    write_guidelines(*store, walk.id, "Be kind.", test_author(), now);
    BOOST_TEST(owed_guidelines(store->session(), walk.id, one.id)->number == 1);

    accept_guidelines(*store, one, 1, self, now);
    BOOST_TEST(!owed_guidelines(store->session(), walk.id, one.id));
    BOOST_TEST((accepted_at(store->session(), one.id, 1) == now));
    BOOST_TEST(write_guidelines(*store, walk.id, "Be kind.", test_author(), now).number == 1);
    write_guidelines(*store, walk.id, "Be kind and brief.", test_author(), now);

    BOOST_TEST(owed_guidelines(store->session(), walk.id, one.id)->number == 2);
    BOOST_CHECK_EXCEPTION(accept_guidelines(*store, one, 1, self, now), Refused,
                          because(Reason::already_decided));
}

BOOST_AUTO_TEST_CASE(the_desk_registers_people_without_an_address_and_prints_their_key) {
    auto asked = wish("Walter");
    asked.email.clear();
    BOOST_CHECK_EXCEPTION(join(asked), Refused, beside("email"));
    asked.registered_by = test_author().account;
    let_in(Joins::invitation);  // What the desk registers is admitted by that.

    const auto joined = join_campaign(*store, asked, test_author(), now);

    BOOST_TEST(is_public(joined.participant));
    const auto stored = again(joined.participant);
    BOOST_TEST(print_private_address(*store, stored, test_author(), now) == joined.token);
    let_in(Joins::open);
    BOOST_CHECK_EXCEPTION(print_private_address(*store, join("Anna"), test_author(), now), Refused,
                          because(Reason::not_allowed));
}

BOOST_AUTO_TEST_SUITE_END()
