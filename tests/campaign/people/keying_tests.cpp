// Passkeys: a device of our own makes them, with libsodium's Ed25519, right and wrong.
#include "campaign/people/keying.h"

#include <sodium.h>
#include <boost/test/unit_test.hpp>

#include "campaign/people/account.h"
#include "campaign/people/signing.h"
#include "campaign/words/refusal.h"
#include "campaign/words/token.h"
#include "tests/support/colleagues.h"
#include "tests/support/database.h"

using namespace people;

namespace {

constexpr unsigned char present = 0x01, checked = 0x04, with_key = 0x40;

const unsigned char* raw(const std::string& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string base64url(const std::string& bytes) {
    constexpr auto variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), variant);
    text.pop_back();
    return text;
}

std::string sha256(const std::string& bytes) {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()), raw(bytes), bytes.size());
    return digest;
}

// What a device keeps of one passkey, and the parts of an answer that a test may bend.
struct Token {
    Token() {
        crypto_sign_keypair(reinterpret_cast<unsigned char*>(open.data()),
                            reinterpret_cast<unsigned char*>(kept.data()));
    }

    std::string client_data(const std::string& type, const std::string& challenge) const {
        return R"({"type":")" + type + R"(","challenge":")" + challenge + R"(","origin":")" +
               origin + R"(","crossOrigin":false})";
    }
    std::string data(unsigned char more_flags) const {
        auto bytes = sha256(name) + static_cast<char>(flags | more_flags);
        for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(counter >> shift & 255);
        return bytes;
    }
    NewCredential create(const std::string& challenge) const {
        const std::string cose{"\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20"};
        const std::string size{'\0', static_cast<char>(id.size())};
        return {base64url(client_data("webauthn.create", challenge)),
                base64url(data(with_key) + std::string(16, '\0') + size + id + cose + open)};
    }
    Assertion get(const std::string& challenge) const {
        const auto client = client_data("webauthn.get", challenge);
        std::string signature(crypto_sign_BYTES, '\0');
        const auto message = data(0) + sha256(client);
        crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                             raw(message), message.size(), raw(kept));
        return {base64url(id), base64url(client), base64url(data(0)), base64url(signature)};
    }

    std::string open = std::string(crypto_sign_PUBLICKEYBYTES, '\0');
    std::string kept = std::string(crypto_sign_SECRETKEYBYTES, '\0');
    std::string id = random_bytes(32);
    std::string origin = "https://wlk.example", name = "wlk.example";
    unsigned char flags = present | checked;
    std::uint32_t counter = 1;
};

struct Ring : FreshDatabase {
    Ring() : anna{sign_in_colleague(*store, Role::organiser)} {}

    std::string challenge(AccountId account) {
        return make_challenge(*store, account, "192.0.2.7", now);
    }
    void add(const Token& token) {
        add_passkey(*store,
                    {anna.account, "Firefox", token.create(challenge(anna.account)), signed_in_at},
                    site, now);
    }
    SignedIn enter(const Token& token) { return enter_with(token.get(challenge({}))); }
    SignedIn enter_with(const Assertion& assertion) {
        return sign_in_by_passkey(*store, assertion, site, {"192.0.2.7"}, now);
    }

    PasskeySite site{"https://wlk.example", "wlk.example"};
    Instant now = test_now(), signed_in_at = now;
    SignedIn anna;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(keying_tests, Ring)

BOOST_AUTO_TEST_CASE(a_device_that_knows_its_owner_is_both_factors) {
    Token token;
    add(token);
    ++token.counter;

    const auto in = enter(token);

    BOOST_TEST((in.account == anna.account));
    BOOST_TEST(find_visitor(store->session(), in.secret, now).has_value());
    BOOST_TEST(passkeys_of(store->session(), anna.account).at(0).used_at.has_value());
}

BOOST_AUTO_TEST_CASE(without_that_it_does_not_open_the_door_alone_where_two_are_a_must) {
    Token token;
    add(token);
    token.flags = present, ++token.counter;

    BOOST_CHECK_THROW(enter(token), Refused);
}

BOOST_AUTO_TEST_CASE(it_is_one_of_two_for_somebody_halfway) {
    Token token;
    add(token);
    token.flags = present, ++token.counter;
    const auto halfway = store->in_transaction([&](store::Transaction& tx) {
        return insert_session(tx, {anna.account, {"192.0.2.7"}}, now);
    });
    BOOST_TEST(!find_visitor(store->session(), halfway.secret, now));

    const auto in =
        give_passkey(*store, token.get(challenge(anna.account)), site, {"192.0.2.7"}, halfway, now);

    BOOST_TEST(find_visitor(store->session(), in.secret, now).has_value());
    BOOST_TEST(!find_halfway(store->session(), halfway.secret, now));
}

BOOST_AUTO_TEST_CASE(the_passkey_of_another_is_of_no_use_to_somebody_halfway) {
    Token token;
    add(token);
    ++token.counter;
    const auto ben = sign_in_colleague(*store, Role::finance);

    BOOST_CHECK_THROW(
        give_passkey(*store, token.get(challenge(ben.account)), site, {"192.0.2.7"}, ben, now),
        Refused);
}

BOOST_AUTO_TEST_CASE(an_answer_counts_once_and_soon) {
    Token token;
    add(token);
    ++token.counter;
    const auto asked = challenge({});
    enter_with(token.get(asked));
    ++token.counter;
    BOOST_CHECK_THROW(enter_with(token.get(asked)), Refused);

    const auto late = challenge({});
    now += std::chrono::minutes{challenge_minutes};
    BOOST_CHECK_THROW(enter_with(token.get(late)), Refused);
    BOOST_CHECK_THROW(enter_with(token.get("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")), Refused);
}

BOOST_AUTO_TEST_CASE(a_challenge_serves_only_what_it_was_made_for) {
    Token token;
    BOOST_CHECK_THROW(
        add_passkey(*store, {anna.account, "x", token.create(challenge({})), now}, site, now),
        Refused);
    add(token);
    ++token.counter;
    BOOST_CHECK_THROW(enter_with(token.get(challenge(anna.account))), Refused);
}

BOOST_AUTO_TEST_CASE(who_signed_in_long_ago_signs_in_again_before_adding_one) {
    Token token;
    now += fresh_for + std::chrono::seconds{1};
    BOOST_CHECK_THROW(add(token), Refused);

    signed_in_at = now - fresh_for;
    add(token);
    BOOST_TEST(passkeys_of(store->session(), anna.account).size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_was_meant_for_another_site_is_refused) {
    Token token;
    add(token);
    auto elsewhere = token, lookalike = token, plain = token;
    elsewhere.name = "evil.example";
    lookalike.origin = "https://wlk.example.evil.example";
    plain.origin = "http://wlk.example";
    for (auto* bad : {&elsewhere, &lookalike, &plain}) {
        bad->counter = 9;
        BOOST_CHECK_THROW(enter(*bad), Refused);
        bad->id = random_bytes(32);
        BOOST_CHECK_THROW(add(*bad), Refused);
    }
}

BOOST_AUTO_TEST_CASE(a_signature_of_another_key_or_over_something_else_is_refused) {
    Token token;
    add(token);
    Token thief;
    thief.id = token.id, thief.counter = 5;
    BOOST_CHECK_THROW(enter(thief), Refused);

    auto bent = token.get(challenge({}));
    token.counter = 7;
    bent.authenticator_data = base64url(token.data(0));
    BOOST_CHECK_THROW(enter_with(bent), Refused);
}

BOOST_AUTO_TEST_CASE(a_counter_that_does_not_grow_betrays_a_copy) {
    Token token;
    add(token);
    auto copy = token;
    token.counter = 5;
    enter(token);

    copy.counter = 5;
    BOOST_CHECK_THROW(enter(copy), Refused);
    token.counter = 6;
    BOOST_CHECK_NO_THROW(enter(token));
}

BOOST_AUTO_TEST_CASE(a_device_without_a_counter_stays_welcome) {
    Token token;
    token.counter = 0;
    add(token);

    enter(token);
    now += std::chrono::seconds{1};
    BOOST_CHECK_NO_THROW(enter(token));
}

BOOST_AUTO_TEST_CASE(what_is_no_passkey_is_refused_whatever_it_is) {
    Token token;
    add(token);
    const auto good = token.get(challenge({}));
    for (const auto* junk : {"", "!", "AAAA", "____"}) {
        for (const auto part : {&Assertion::credential, &Assertion::authenticator_data,
                                &Assertion::signature, &Assertion::client_data}) {
            auto bad = token.get(challenge({}));
            bad.*part = junk;
            BOOST_CHECK_THROW(enter_with(bad), Refused);
        }
        now += std::chrono::minutes{15};
    }
}

BOOST_AUTO_TEST_CASE(one_that_was_taken_away_is_unknown_and_others_cannot_take_it) {
    Token token;
    add(token);
    ++token.counter;
    const auto id = passkeys_of(store->session(), anna.account).at(0).id;
    const auto ben = sign_in_colleague(*store, Role::finance);
    remove_passkey(*store, ben.account, id, now);
    BOOST_TEST(passkeys_of(store->session(), anna.account).size() == 1u);

    remove_passkey(*store, anna.account, id, now);

    BOOST_CHECK_THROW(enter(token), Refused);
}

BOOST_AUTO_TEST_SUITE_END()
