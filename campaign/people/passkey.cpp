#include "campaign/people/passkey.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <sodium.h>

#include <array>
#include <memory>

#include "campaign/outside/json.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace people {

namespace {

constexpr unsigned char person_present = 0x01, person_checked = 0x04;  // Level 2, 6.1: UP, UV.
constexpr std::size_t name_digest_bytes = 32;

constexpr auto variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

const unsigned char* raw(const std::string& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string base64url(const unsigned char* bytes, std::size_t length) {
    std::string text(sodium_base64_encoded_len(length, variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, length, variant);
    text.pop_back();  // Its terminating zero.
    return text;
}

std::optional<std::string> bytes_of(const std::string& text) {
    if (text.size() > passkey_field_max) return {};
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &length, nullptr, variant) != 0)
        return {};
    bytes.resize(length);
    return bytes;
}

void start_libraries() {
    static const bool are_ready = [] {
        fido_init(0);
        return sodium_init() >= 0;
    }();
    check(are_ready, "libsodium starts");
}

struct Freed {
    void operator()(fido_cred_t* one) const { fido_cred_free(&one); }
    void operator()(fido_assert_t* one) const { fido_assert_free(&one); }
    void operator()(es256_pk_t* one) const { es256_pk_free(&one); }
    void operator()(rs256_pk_t* one) const { rs256_pk_free(&one); }
    void operator()(eddsa_pk_t* one) const { eddsa_pk_free(&one); }
};
template <typename Thing>
using Owned = std::unique_ptr<Thing, Freed>;

bool is_for_us(const std::string& authenticator_data, const PasskeySite& site) {
    if (authenticator_data.size() < name_digest_bytes) return false;
    std::string hex;
    constexpr std::string_view digits = "0123456789abcdef";
    for (std::size_t i = 0; i < name_digest_bytes; ++i) {
        const auto byte = static_cast<unsigned char>(authenticator_data[i]);
        hex += digits[byte >> 4], hex += digits[byte & 15];
    }
    return hex == sha256_hex(site.name);
}

std::optional<Passkey> read_with(const std::string& authenticator_data, int algorithm) {
    const Owned<fido_cred_t> read{fido_cred_new()};
    check(read != nullptr, "there is memory for a passkey");
    if (fido_cred_set_type(read.get(), algorithm) != FIDO_OK ||
        fido_cred_set_authdata_raw(read.get(), raw(authenticator_data),
                                   authenticator_data.size()) != FIDO_OK)
        return {};
    if ((fido_cred_flags(read.get()) & person_present) == 0) return {};
    Passkey made;
    made.algorithm = algorithm;
    made.counter = fido_cred_sigcount(read.get());
    made.credential = base64url(fido_cred_id_ptr(read.get()), fido_cred_id_len(read.get()));
    made.public_key = base64url(fido_cred_pubkey_ptr(read.get()), fido_cred_pubkey_len(read.get()));
    return made;
}

bool is_signed_by(const fido_assert_t* assertion, int algorithm, const std::string& key) {
    if (algorithm == COSE_ES256) {
        const Owned<es256_pk_t> pk{es256_pk_new()};
        return es256_pk_from_ptr(pk.get(), key.data(), key.size()) == FIDO_OK &&
               fido_assert_verify(assertion, 0, algorithm, pk.get()) == FIDO_OK;
    }
    if (algorithm == COSE_EDDSA) {
        const Owned<eddsa_pk_t> pk{eddsa_pk_new()};
        return eddsa_pk_from_ptr(pk.get(), key.data(), key.size()) == FIDO_OK &&
               fido_assert_verify(assertion, 0, algorithm, pk.get()) == FIDO_OK;
    }
    const Owned<rs256_pk_t> pk{rs256_pk_new()};
    return rs256_pk_from_ptr(pk.get(), key.data(), key.size()) == FIDO_OK &&
           fido_assert_verify(assertion, 0, algorithm, pk.get()) == FIDO_OK;
}

}  // namespace

std::optional<std::string> challenge_in(const std::string& client_data, const PasskeySite& site,
                                        std::string_view type) {
    start_libraries();
    const auto bytes = bytes_of(client_data);
    const auto read = bytes ? outside::read_json(*bytes) : std::nullopt;
    if (!read || read->at("type").text() != type || read->at("origin").text() != site.origin ||
        read->at("crossOrigin").truth())
        return {};
    return read->at("challenge").text();
}

std::optional<Passkey> read_credential(const NewCredential& sent, const PasskeySite& site) {
    start_libraries();
    const auto data = bytes_of(sent.authenticator_data);
    if (!data || !is_for_us(*data, site)) return {};
    for (const auto algorithm : {COSE_ES256, COSE_EDDSA, COSE_RS256})
        if (auto made = read_with(*data, algorithm)) return made;
    return {};
}

std::optional<Signed> check_assertion(const Assertion& sent, const Passkey& key,
                                      const PasskeySite& site) {
    start_libraries();
    const auto data = bytes_of(sent.authenticator_data), client = bytes_of(sent.client_data);
    const auto signature = bytes_of(sent.signature), pk = bytes_of(key.public_key);
    if (!data || !client || !signature || !pk || !is_for_us(*data, site)) return {};
    const Owned<fido_assert_t> read{fido_assert_new()};
    check(read != nullptr, "there is memory for a passkey");
    auto* assertion = read.get();
    if (fido_assert_set_count(assertion, 1) != FIDO_OK ||
        fido_assert_set_clientdata(assertion, raw(*client), client->size()) != FIDO_OK ||
        fido_assert_set_rp(assertion, site.name.c_str()) != FIDO_OK ||
        fido_assert_set_up(assertion, FIDO_OPT_TRUE) != FIDO_OK ||
        fido_assert_set_authdata_raw(assertion, 0, raw(*data), data->size()) != FIDO_OK ||
        fido_assert_set_sig(assertion, 0, raw(*signature), signature->size()) != FIDO_OK)
        return {};
    if (!is_signed_by(assertion, key.algorithm, *pk)) return {};
    return Signed{fido_assert_sigcount(assertion, 0),
                  (fido_assert_flags(assertion, 0) & person_checked) != 0};
}

}  // namespace people
