#include "tests/campaign/bank/bank_fixture.h"

WithBank::WithBank() {
    store->in_transaction([&](store::Transaction& tx) {
        const auto add = [&](BankAccountId id, const std::string& label, const std::string& iban,
                             int is_shared) {
            tx.run(
                "INSERT INTO bank_account (id, label, holder, iban, currency, is_shared, state,"
                " proposed_by, proposed_at) VALUES (?, ?, 'Riverside Trust', ?, 'EUR', ?,"
                " 'active', 1, ?)",
                id, label, iban, is_shared, now);
        };
        add(bank_account, "Walk", own_iban, 0);
        add(shared, "Hospital", shared_iban, 1);
    });
}

bank::Booked WithBank::bring(const std::string& bytes, const bank::ImportRules& rules) {
    now += std::chrono::seconds{1};
    return bank::book_statements(*store, statements_in(bytes), "may.xml", rules, finance, now);
}

std::int64_t WithBank::balance_of(const std::string& account) {
    return store->session()
        .one(
            "SELECT CAST(COALESCE(SUM(IF(debit = ?, minor, 0) - IF(credit = ?, minor, 0)), 0)"
            " AS SIGNED) AS n FROM transfer",
            account, account)
        ->number("n");
}

std::int64_t WithBank::count(const std::string& table) {
    return store->session().one("SELECT COUNT(*) AS n FROM " + table)->number("n");
}

giving::Gift WithBank::stored(const giving::Gift& gift) {
    return *giving::find_gift(store->session(), gift.id);
}

SampleLine WithBank::paid_by(const giving::Gift& gift, std::int64_t cents,
                             const std::string& reference) {
    SampleLine line;
    line.cents = cents, line.text = giving::grouped(gift.reference), line.reference = reference;
    return line;
}
