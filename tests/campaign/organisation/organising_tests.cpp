// Who we are, and the bank accounts that two people agree to.
#include "campaign/organisation/organising.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "campaign/words/refusal.h"
#include "tests/support/colleagues.h"
#include "tests/support/database.h"

using namespace organisation;
using people::Role;

namespace {

const ProposedAccount good_account{"Klinik e. V.", "DE89 3704 0044 0532 0130 00", "COBADEFFXXX"};

struct Office : FreshDatabase {
    Office()
        : anna{acting(sign_in_colleague(*store, Role::organiser))},
          ben{acting(sign_in_colleague(*store, Role::finance), Role::finance)} {}

    AccountState state_of(BankAccountId id) {
        return find_bank_account(store->session(), id).value().state;
    }
    Organisation complete() {
        auto ours = find_organisation(store->session());
        ours.legal_name = "Klinik", ours.address = "Weg 1\n12345 Stadt";
        ours.imprint = "Us", ours.privacy = "Little", ours.sender_address = "us@example.org";
        ours.country = "DE";
        return ours;
    }

    people::Actor anna, ben;
};

auto because(Reason reason) {
    return [reason](const Refused& refused) { return refused.refusal.reason == reason; };
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(organising_tests, Office)

BOOST_AUTO_TEST_CASE(an_account_is_used_only_after_a_second_person_agreed) {
    const auto id = propose_bank_account(*store, good_account, anna, test_now());
    BOOST_TEST(active_bank_accounts(store->session()).empty());

    decide_bank_account(*store, {id, AccountVerdict::agree}, ben, test_now());

    BOOST_TEST(active_bank_accounts(store->session()).size() == 1u);
}

BOOST_AUTO_TEST_CASE(who_entered_an_account_cannot_agree_to_it) {
    const auto id = propose_bank_account(*store, good_account, anna, test_now());

    BOOST_CHECK_EXCEPTION(
        decide_bank_account(*store, {id, AccountVerdict::agree}, anna, test_now()), Refused,
        because(Reason::needs_second_person));
    BOOST_TEST((state_of(id) == AccountState::proposed));
}

BOOST_AUTO_TEST_CASE(the_database_itself_refuses_one_person_for_both) {
    const auto id = propose_bank_account(*store, good_account, anna, test_now());
    auto account = find_bank_account(store->session(), id).value();
    account.state = AccountState::active, account.decided_by = anna.account;

    BOOST_CHECK_THROW(store->in_transaction([&](store::Transaction& tx) {
        decide_proposed_account(tx, account, test_now());
    }),
                      store::ConstraintBroken);
}

BOOST_AUTO_TEST_CASE(a_decision_is_made_once) {
    const auto id = propose_bank_account(*store, good_account, anna, test_now());
    decide_bank_account(*store, {id, AccountVerdict::refuse}, ben, test_now());

    BOOST_CHECK_EXCEPTION(decide_bank_account(*store, {id, AccountVerdict::agree}, ben, test_now()),
                          Refused, because(Reason::already_decided));
    BOOST_TEST((state_of(id) == AccountState::refused));
}

BOOST_AUTO_TEST_CASE(a_replaced_account_ends_when_the_new_one_is_agreed_to) {
    const auto old_one = propose_bank_account(*store, good_account, anna, test_now());
    decide_bank_account(*store, {old_one, AccountVerdict::agree}, ben, test_now());
    auto better = good_account;
    better.iban = "GB82 WEST 1234 5698 7654 32", better.replaces = old_one;

    const auto new_one = propose_bank_account(*store, better, ben, test_now());
    BOOST_TEST((state_of(old_one) == AccountState::active));
    decide_bank_account(*store, {new_one, AccountVerdict::agree}, anna, test_now());

    BOOST_TEST((state_of(old_one) == AccountState::ended));
    BOOST_TEST((state_of(new_one) == AccountState::active));
}

BOOST_AUTO_TEST_CASE(a_mistyped_iban_names_its_field) {
    auto mistyped = good_account;
    mistyped.iban = "DE89 3704 0044 0532 0130 01";

    BOOST_CHECK_EXCEPTION(propose_bank_account(*store, mistyped, anna, test_now()), Refused,
                          [](const Refused& refused) { return refused.refusal.field == "iban"; });
}

BOOST_AUTO_TEST_CASE(an_empty_organisation_says_what_is_missing_and_what_it_costs) {
    const auto missing = missing_parts(store->session());

    BOOST_TEST(missing.size() == 7u);
    for (const auto& part : missing) BOOST_TEST(part.without.starts_with("Without"));

    describe_organisation(*store, {complete()}, anna, test_now());
    const auto left = missing_parts(store->session());

    BOOST_REQUIRE(left.size() == 1u);
    BOOST_TEST(left.front().field == "accounts");
}

BOOST_AUTO_TEST_CASE(two_who_edit_at_once_do_not_overwrite_each_other) {
    auto mine = complete(), yours = complete();
    mine.telephone = "1", yours.telephone = "2";
    describe_organisation(*store, {mine}, anna, test_now());

    BOOST_CHECK_EXCEPTION(describe_organisation(*store, {yours}, anna, test_now()), Refused,
                          because(Reason::already_decided));
    BOOST_TEST(find_organisation(store->session()).telephone == "1");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_kept_is_said_beside_its_field_and_stays_as_typed) {
    auto typed = complete();
    typed.legal_name = "", typed.currency = "EURO", typed.time_zone = "Mars/Base";
    typed.sender_address = "not an address", typed.country = "D1";

    const auto reading = read_organisation(typed);

    std::vector<std::string> fields;
    for (const auto& problem : reading.problems) fields.push_back(problem.field);
    for (const auto* field : {"legal_name", "currency", "zone", "sender", "country"})
        BOOST_TEST((std::ranges::find(fields, field) != fields.end()), field);
    BOOST_TEST(reading.value.sender_address == "not an address");
}

BOOST_AUTO_TEST_CASE(a_logo_comes_back_byte_for_byte) {
    using namespace std::string_view_literals;
    std::string bytes{"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x28\0\0\0\x14"sv};
    for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
    const auto logo = read_picture(bytes);
    BOOST_REQUIRE(logo.has_value());

    choose_look(*store, {.look = find_look(store->session()), .new_logo = logo}, anna, test_now());

    const auto digest = find_organisation(store->session()).logo;
    const auto found = find_picture(store->session(), digest);
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST((found->bytes == bytes));
    BOOST_TEST(found->type == "image/png");
}

BOOST_AUTO_TEST_CASE(a_look_is_kept_and_cleared_and_the_audit_says_both) {
    auto look = find_look(store->session());
    look.main_colour = "#0B6472", look.accent_colour = "#FFE100";
    choose_look(*store, {look}, anna, test_now());

    auto kept = find_look(store->session());
    BOOST_TEST(kept.main_colour == "#0B6472");
    BOOST_TEST(kept.accent_colour == "#FFE100");
    kept.main_colour = kept.accent_colour = "";
    choose_look(*store, {kept}, anna, test_now());

    BOOST_TEST(find_look(store->session()).main_colour.empty());
    const auto rows = store->session().all(
        "SELECT detail FROM audit WHERE action = \"organisation's look chosen\" ORDER BY id");
    BOOST_REQUIRE(rows.size() == 2u);
    BOOST_TEST(rows[0].text("detail") == "main colour #0B6472, accent colour #FFE100");
    BOOST_TEST(rows[1].text("detail") == "main colour none, accent colour none");
}

BOOST_AUTO_TEST_CASE(a_look_that_somebody_else_changed_meanwhile_is_refused) {
    const auto mine = find_look(store->session());
    auto theirs = mine;
    theirs.main_colour = "#0B6472";
    choose_look(*store, {theirs}, anna, test_now());

    BOOST_CHECK_EXCEPTION(choose_look(*store, {mine}, anna, test_now()), Refused,
                          because(Reason::already_decided));
    BOOST_TEST(find_look(store->session()).main_colour == "#0B6472");
}

BOOST_AUTO_TEST_CASE(the_database_itself_refuses_what_is_no_colour) {
    auto look = find_look(store->session());
    look.main_colour = "red;}";

    BOOST_CHECK_THROW(choose_look(*store, {look}, anna, test_now()), store::ConstraintBroken);
}

BOOST_AUTO_TEST_CASE(pictures_that_could_carry_scripts_or_are_too_large_are_refused) {
    using namespace std::string_view_literals;
    const std::vector<std::string> bad{
        "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        "GIF89a",
        "",
        std::string{"\x89PNG\r\n\x1a\n"sv},
        std::string{"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x4e\x20\0\0\x4e\x20"sv},
        std::string{"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\x10\0\0\0\x14"sv},
        std::string{"\xff\xd8\xff\xe0\0\x04zz<html>"sv}};

    for (const auto& bytes : bad) BOOST_TEST(!read_picture(bytes));
}

BOOST_AUTO_TEST_SUITE_END()
