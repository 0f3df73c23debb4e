#include "tests/support/mail_samples.h"

#include <optional>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"

namespace {

using mail::Kind;

mail::Facts facts_of_pledge(Kind kind, const std::string& in) {
    const auto amount = language::money_text({2'000, currency_of("EUR")}, in);
    const auto day = [&](int month) {
        return language::date_text(
            Date{std::chrono::year{2027}, std::chrono::month(month), std::chrono::day{1}}, in);
    };
    if (kind == Kind::pledged)
        return {{"NAME", "Jürgen"},
                {"AMOUNT", language::say_with("{1} in {2} parts", {amount, "12"}, in)},
                {"PART", amount},
                {"FIRST", day(6)},
                {"LAST", day(5)},
                {"PLEDGE_PATH", "/pledge/4b1d0c9a77e2"},
                {"PROOF_PATH", "/pledge/4b1d0c9a77e2/proof/9f0c11aa"}};
    return {{"NAME", "Jürgen"},
            {"AMOUNT", amount},
            {"DUE", day(6)},
            {"UNTIL", day(7)},
            {"HOLDER", "Riverside Children's Hospital Foundation"},
            {"IBAN", "DE89 3704 0044 0532 0130 00"},
            {"BIC", "COBADEFFXXX"},
            {"REFERENCE", "RF48 1234 5678 9012"},
            {"SCANNABLE", "yes"},
            {"PLEDGE_PATH", "/pledge/4b1d0c9a77e2"}};
}

mail::Facts desk_facts_of(Kind kind, const std::string& in) {
    if (kind == Kind::pledged || kind == Kind::instalment_due) return facts_of_pledge(kind, in);
    if (kind == Kind::receipt || kind == Kind::receipt_cancelled)
        return {{"AMOUNT", language::money_text({2'000, currency_of("EUR")}, in)},
                {"NUMBER", "2027-000017"},
                {"REASON", "The name was wrong."},
                {"RECEIPT_PATH", "/receipts/17/7kq2.pdf"}};
    if (kind == Kind::sealed)
        return {{"DAY", "2027-05-21"},
                {"NUMBER", "4711"},
                {"SEALED_AT", "2027-05-21 10:00:00.000000"},
                {"HASH", std::string(64, 'a')}};
    if (kind == Kind::password)
        return {{"NAME", "Ben"}, {"LINK_PATH", "/desk/invitation/7kq2"}, {"DAYS", "7"}};
    if (kind == Kind::way_in_changed)
        return {{"NAME", "Ben"},
                {"WHAT", language::say("A passkey was added.", in)},
                {"ACCOUNT_PATH", "/account"}};
    if (kind == Kind::submitted)
        return {{"NAME", "Ben"}, {"BY", "Zoe Okafor"}, {"DECIDE_PATH", "/desk/spring-walk"}};
    if (kind == Kind::corrected)
        return {{"NAME", "Ingrid"},
                {"BEFORE", "Ring me, 0171 555 0142.\nSix km donne."},
                {"AFTER", "Six km done."},
                {"ME_PATH", "/me"}};
    if (kind == Kind::round)
        return {{"NAME", "Ben"}, {"TO_HANG", "14 places"}, {"ROUND_PATH", "/h/7kq2"}};
    if (kind == Kind::conversation) return {{"NAME", "Ingrid"}, {"ME_PATH", "/me"}};
    return {{"NAME", "Zoe"},
            {"BY", "Ben Adeyemi"},
            {"REASON", "The meeting point is missing.\nAnd please name the route."},
            {"DESK_PATH", "/desk/spring-walk"}};
}

mail::Facts facts_between_people(Kind kind, const std::string& amount) {
    if (kind == Kind::challenged)
        return {{"NAME", "Ingrid"},
                {"WHO", "The Blue Herons"},
                {"TEAM", "yes"},
                {"UNTIL", "19 July"},
                {"RACES_PATH", "/me/pages/17/team/races"}};
    if (kind == Kind::appeal)
        return {{"WHO", "Ingrid Lindqvist"},
                {"SUMMARY", "We walk for the new playground."},
                {"STORY", "My niece was looked after there & I walk for her <3."},
                {"PAGE_PATH", "/K7Q2MX"},
                {"REFUSE_PATH", "/no-mail/7kq2"}};
    if (kind == Kind::remembered)
        return {{"NAME", "Maria"},
                {"WHO", "Zoë & Søren, City Bakery"},
                {"MEMORY", "Rose Miller"},
                {"MESSAGE", "We think of her <every> day.\nZoë"},
                {"AMOUNT", amount},
                {"PAGE_PATH", "/c/spring-walk"},
                {"REFUSE_PATH", "/no-mail/7kq2"}};
    return {
        {"WHO", "Ingrid Lindqvist"}, {"AMOUNT", amount}, {"PAGE_PATH", "/c/spring-walk/p/k7q2"}};
}

// To donors, and to those they gave for.
std::optional<mail::Facts> facts_of_gift(Kind kind, const std::string& in) {
    const auto amount = language::money_text({2'000, currency_of("EUR")}, in);
    const auto day = [&](int month, unsigned number) {
        return language::date_text(
            Date{std::chrono::year{2027}, std::chrono::month(month), std::chrono::day{number}}, in);
    };
    switch (kind) {
        case Kind::thanks:
        case Kind::arrival:
            return mail::Facts{{"NAME", "Anna"},
                               {"AMOUNT", amount},
                               {"GIFT_PATH", "/g/4b1d0c9a77e2"},
                               {"FOR", "Ingrid Lindqvist"}};
        case Kind::promise:
        case Kind::reminder:
            return mail::Facts{{"NAME", "Jürgen"},
                               {"AMOUNT", amount},
                               {"HOLDER", "Riverside Children's Hospital Foundation"},
                               {"IBAN", "DE89 3704 0044 0532 0130 00"},
                               {"BIC", "COBADEFFXXX"},
                               {"REFERENCE", "RF48 1234 5678 9012"},
                               {"GIVEN", day(5, 20)},
                               {"UNTIL", day(7, 19)},
                               {"SCANNABLE", "yes"},
                               {"GIFT_PATH", "/g/4b1d0c9a77e2"},
                               {"PROOF_PATH", "/g/4b1d0c9a77e2/proof/9f0c11aa"}};
        case Kind::payment_failed:
            return mail::Facts{{"AMOUNT", amount}, {"RETRY_PATH", "/c/spring-walk/give"}};
        case Kind::refunded:
            return mail::Facts{
                {"AMOUNT", amount}, {"BY_CARD", "yes"}, {"GIFT_PATH", "/g/4b1d0c9a77e2"}};
        case Kind::has_promised:
            return mail::Facts{
                {"NAME", "Ingrid"}, {"AMOUNT", amount}, {"PAGE_PATH", "/c/spring-walk/p/k7q2"}};
        case Kind::has_given:
            return mail::Facts{{"NAME", "Ingrid"},
                               {"WHO", "Zoë & Søren"},
                               {"AMOUNT", amount},
                               {"MESSAGE", "Go, Ingrid, go!\nWe wait at the finish with cake."},
                               {"PAGE_PATH", "/c/spring-walk/p/k7q2"}};
        case Kind::monthly:
            return mail::Facts{{"NAME", "Anna"},
                               {"AMOUNT", amount},
                               {"FAILED", "yes"},
                               {"TRY_AGAIN", day(6, 24)},
                               {"GIFT_PATH", "/g/4b1d0c9a77e2"}};
        default:
            return {};
    }
}

mail::Facts facts_of(Kind kind, const std::string& in) {
    if (const auto of_gift = facts_of_gift(kind, in)) return *of_gift;
    switch (kind) {
        case Kind::joined:
            return {{"SIGN_IN_PATH", "/sign-in"}, {"WAITS", "yes"}};
        case Kind::sign_in:
            return {{"NAME", "Ingrid"},
                    {"LINK_PATH", "/sign-in/7kq2"},
                    {"CODE", "428 193"},
                    {"MINUTES", "10"}};
        case Kind::invitation:
            return {{"NAME", "Ben"},
                    {"BY", "Zoe Okafor"},
                    {"ROLE", language::say("finance", in)},
                    {"LINK_PATH", "/desk/invitation/7kq2"},
                    {"DAYS", "7"}};
        case Kind::challenged:
        case Kind::appeal:
        case Kind::thank_you:
        case Kind::remembered:
            return facts_between_people(kind,
                                        language::money_text({2'000, currency_of("EUR")}, in));
        default:
            return desk_facts_of(kind, in);
    }
}

}  // namespace

mail::NewMail sample_mail(Kind kind, const std::string& language, const std::string& to) {
    static std::int64_t cause = 0;
    mail::NewMail made{kind, "sample", ++cause, to, language, facts_of(kind, language)};
    made.facts["CAMPAIGN"] = "Spring Walk 2027", made.facts["CAMPAIGN_PATH"] = "/c/spring-walk";
    return made;
}
