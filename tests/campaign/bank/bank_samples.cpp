#include "tests/campaign/bank/bank_samples.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>

#include "campaign/bank/statement_file.h"
#include "campaign/outside/xml.h"

namespace {

std::string plain(std::int64_t cents) {
    return decimal_text({cents < 0 ? -cents : cents, currency_of("EUR")});
}

std::string side(std::int64_t cents) {
    return std::string{"<CdtDbtInd>"} + (cents < 0 ? "DBIT" : "CRDT") + "</CdtDbtInd>";
}

std::string tag(const std::string& name, const std::string& text) {
    return text.empty() ? "" : "<" + name + ">" + outside::xml_text(text) + "</" + name + ">";
}

std::string balance(const std::string& kind, std::int64_t cents, const std::string& day) {
    return "<Bal><Tp><CdOrPrtry><Cd>" + kind + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">" +
           plain(cents) + "</Amt>" + side(cents) + "<Dt><Dt>" + day + "</Dt></Dt></Bal>";
}

bool is_new(const std::string& version) { return version.substr(8) >= "08"; }

std::string entry(const SampleLine& line, const std::string& version) {
    const auto who = std::string{line.cents < 0 ? "Cdtr" : "Dbtr"};
    const auto name =
        is_new(version) ? "<Pty>" + tag("Nm", line.name) + "</Pty>" : tag("Nm", line.name);
    const auto structured =
        line.creditor_reference.empty()
            ? ""
            : "<Strd><CdtrRefInf>" + tag("Ref", line.creditor_reference) + "</CdtrRefInf></Strd>";
    return "<Ntry><Amt Ccy=\"EUR\">" + plain(line.cents) + "</Amt>" + side(line.cents) +
           (is_new(version) ? "<Sts><Cd>BOOK</Cd></Sts>" : "<Sts>BOOK</Sts>") + "<BookgDt><Dt>" +
           line.day + "</Dt></BookgDt><ValDt><Dt>" + line.day + "</Dt></ValDt>" +
           tag("AcctSvcrRef", line.reference) +
           "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly>"
           "</Domn></BkTxCd><NtryDtls><TxDtls><Refs>" +
           tag("EndToEndId", line.end_to_end.empty() ? "NOTPROVIDED" : line.end_to_end) +
           "</Refs><RltdPties><" + who + ">" + name + "</" + who + "><" + who + "Acct><Id>" +
           tag("IBAN", line.iban) + "</Id></" + who + "Acct></RltdPties><RmtInf>" +
           tag("Ustrd", line.text) + structured + "</RmtInf></TxDtls></NtryDtls></Ntry>";
}

std::string german_day(const std::string& day) {
    return day.substr(8, 2) + "." + day.substr(5, 2) + "." + day.substr(2, 2);
}

}  // namespace

std::string camt_text(const SampleFile& file) {
    const auto kind = file.version.substr(0, 3);
    const auto [message, statement] = kind == "052"   ? std::pair{"BkToCstmrAcctRpt", "Rpt"}
                                      : kind == "054" ? std::pair{"BkToCstmrDbtCdtNtfctn", "Ntfctn"}
                                                      : std::pair{"BkToCstmrStmt", "Stmt"};
    std::int64_t closing = file.opening + file.missing;
    std::string entries;
    for (const auto& line : file.lines) {
        entries += entry(line, file.version);
        closing += line.cents;
    }
    const auto first = file.lines.empty() ? "2027-05-21" : file.lines.front().day;
    const auto balances =
        kind == "054" ? "" : balance("OPBD", file.opening, first) + balance("CLBD", closing, first);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document "
           "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt." +
           file.version + "\"><" + message + "><" + statement + "><Id>S-1</Id><Acct><Id><IBAN>" +
           file.account + "</IBAN></Id><Ccy>EUR</Ccy></Acct>" + balances + entries + "</" +
           statement + "></" + message + "></Document>";
}

std::string csv_text(const SampleFile& file) {
    std::string text =
        "\"Auftragskonto\";\"Buchungstag\";\"Valutadatum\";\"Buchungstext\";\"Verwendungszweck\";"
        "\"Kundenreferenz (End-to-End)\";\"Beguenstigter/Zahlungspflichtiger\";"
        "\"Kontonummer/IBAN\";\"BIC (SWIFT-Code)\";\"Betrag\";\"Waehrung\";\"Info\"\r\n";
    for (const auto& line : file.lines) {
        auto amount = plain(line.cents);
        amount.replace(amount.size() - 3, 1, ",");
        text += "\"" + file.account + "\";\"" + german_day(line.day) + "\";\"" +
                german_day(line.day) + "\";\"GUTSCHRIFT\";\"" + line.creditor_reference +
                (line.creditor_reference.empty() || line.text.empty() ? "" : " ") + line.text +
                "\";\"" + line.end_to_end + "\";\"" + line.name + "\";\"" + line.iban +
                "\";\"\";\"" + (line.cents < 0 ? "-" : "") + amount + "\";\"EUR\";\"Umsatz\"\r\n";
    }
    return text;
}

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& files) {
    std::string bytes(64 * 1024 * 1024, '\0');
    std::size_t used = 0;
    auto* writer = archive_write_new();
    archive_write_set_format_zip(writer);
    archive_write_open_memory(writer, bytes.data(), bytes.size(), &used);
    for (const auto& [name, content] : files) {
        auto* one = archive_entry_new();
        archive_entry_set_pathname(one, name.c_str());
        archive_entry_set_size(one, static_cast<la_int64_t>(content.size()));
        archive_entry_set_filetype(one, AE_IFREG);
        archive_write_header(writer, one);
        archive_write_data(writer, content.data(), content.size());
        archive_entry_free(one);
    }
    archive_write_close(writer);
    archive_write_free(writer);
    bytes.resize(used);
    return bytes;
}

std::vector<bank::Statement> statements_in(const std::string& bytes) {
    bank::ReadingRules rules;
    if (bank::kind_of(bytes) == bank::FileKind::csv)
        rules.profile = bank::fitting_profile(bytes, bank::known_csv_profiles());
    return bank::read_statements(bytes, rules);
}
