#include "tests/support/colleagues.h"

#include <atomic>

#include "campaign/people/account.h"
#include "tests/support/database.h"

people::SignedIn sign_in_colleague(store::Store& store, people::Role role, CampaignId campaign) {
    static std::atomic<int> count = 0;
    const std::string name{people::role_name(role)};
    const people::Account account{new_id<AccountId>(test_now()),
                                  name + std::to_string(++count) + "@example.org", name};
    return store.in_transaction([&](store::Transaction& tx) {
        people::insert_account(tx, account, test_now());
        people::insert_role(tx, {account.id, role, campaign}, {}, test_now());
        return people::insert_session(tx, account.id, "192.0.2.7", test_now());
    });
}

http::Request sent_by(const people::SignedIn& person, http::Request request) {
    request.cookies.add("__Host-session", person.secret);
    if (request.method != http::Method::get) request.form.add("form_token", person.form_token);
    return request;
}

people::Actor acting(const people::SignedIn& person, people::Role role) {
    return {person.account, std::string{people::role_name(role)}};
}
