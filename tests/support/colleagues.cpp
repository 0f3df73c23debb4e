#include "tests/support/colleagues.h"

#include <boost/test/unit_test.hpp>

#include <atomic>

#include "campaign/people/account.h"
#include "campaign/people/authenticator.h"
#include "tests/support/database.h"

void give_authenticator(store::Transaction& tx, AccountId account) {
    people::keep_pending_secret(tx, account, test_totp_secret);
    BOOST_REQUIRE(people::confirm_secret(tx, account, test_totp_secret, 1, test_now()));
}

people::SignedIn sign_in_colleague(store::Store& store, people::Role role, CampaignId campaign) {
    static std::atomic<int> count = 0;
    const std::string name{people::role_name(role)};
    const people::Account account{new_id<AccountId>(test_now()),
                                  name + std::to_string(++count) + "@example.org", name};
    return store.in_transaction([&](store::Transaction& tx) {
        people::insert_account(tx, account, test_now());
        people::insert_role(tx, {account.id, role, campaign}, {}, test_now());
        if (people::role_needs_factor(role)) give_authenticator(tx, account.id);
        return people::insert_session(tx, {account.id, {"192.0.2.7"}, "password", test_now()},
                                      test_now());
    });
}

people::SignedIn sign_in_halfway(store::Store& store, AccountId account) {
    return store.in_transaction([&](store::Transaction& tx) {
        return people::insert_session(tx, {account, {"192.0.2.7"}}, test_now());
    });
}

people::SignedIn sign_in_without_factor(store::Store& store, people::Role role) {
    const auto person = sign_in_colleague(store, people::Role::volunteer);
    store.in_transaction([&](store::Transaction& tx) {
        people::insert_role(tx, {person.account, role}, {}, test_now());
    });
    return person;
}

http::Request sent_by(const people::SignedIn& person, http::Request request) {
    request.cookies.add("__Host-session", person.secret);
    if (request.method != http::Method::get) request.form.add("form_token", person.form_token);
    return request;
}

people::Actor acting(const people::SignedIn& person, people::Role role) {
    return {person.account, std::string{people::role_name(role)}};
}
