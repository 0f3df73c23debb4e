#include "campaign/mail/wording.h"

#include <algorithm>
#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/language/template.h"
#include "campaign/language/template_text.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/check.h"
#include "campaign/words/resource.h"
#include "campaign/words/text.h"

namespace mail {

namespace {

using language::Values;
constexpr std::string_view room = "web/mails/", no = "NO_";
constexpr std::size_t subject_max = 150;

// Facts as the templates have them: a path of ours is there as an address as well.
Facts spelled_out(const Facts& facts, const std::string& language, const Letterhead& head) {
    constexpr std::string_view path = "_PATH";
    Facts all;
    for (const auto& [name, value] : facts) {
        all[name] = value;
        if (name.ends_with(path) && !value.empty())
            all[name.substr(0, name.size() - path.size()) + "_URL"] = head.public_url + value;
        if (name == "HREF") all["LINK_URL"] = head.public_url + value;
    }
    all["ORGANISATION"] = head.organisation, all["IMPRINT"] = head.imprint_line;
    all["HOME_URL"] = head.public_url, all["DEMO"] = head.is_demo ? "yes" : "";
    all["LANG"] = language, all["DIR"] = language::is_right_to_left(language) ? "rtl" : "ltr";
    return all;
}

std::string fact(const Facts& facts, std::string_view name) {
    const auto found = facts.find(std::string{name});
    return found == facts.end() ? std::string{} : found->second;
}

// Every place of the template gets its fact, or nothing.
std::string fill(const std::string& path, const Facts& facts, const std::string& language,
                 const language::Html& body = {}) {
    const auto text = find_resource(path);
    check(text.has_value(), path + " is the template of a mail");
    Values values;
    for (const auto& place : language::find_places(*text)) {
        const auto name = place.name;
        if (place.kind == language::Place::Kind::section) {
            const auto is_absent = name.starts_with(no);
            const auto value = fact(facts, is_absent ? name.substr(no.size()) : name);
            values.show_if(value.empty() == is_absent, name);
        } else if (place.kind == language::Place::Kind::variable) {
            if (name.ends_with("_HTML"))
                values.html(name, body);
            else
                values.set(name, fact(facts, name));
        }
    }
    return language::render_template(path, values, language).text;
}

// Sections that are not shown leave their empty lines behind: one is enough.
std::string tidied(std::string_view text) {
    std::string tidy;
    for (const auto c : text) {
        const bool is_third = c == '\n' && (tidy.empty() || tidy.ends_with("\n\n"));
        if (!is_third) tidy += c;
    }
    while (tidy.ends_with('\n')) tidy.pop_back();
    return tidy + "\n";
}

}  // namespace

Letterhead letterhead_of(store::Session& session, const std::string& public_url) {
    const auto ours = organisation::find_organisation(session);
    std::string imprint;
    for (const auto& part : {ours.legal_name, ours.register_number,
                             organisation::on_one_line(ours.address), ours.telephone})
        if (!part.empty()) imprint += (imprint.empty() ? "" : " · ") + part;
    return {public_url, ours.legal_name.empty() ? "Fundraising" : ours.legal_name, imprint,
            ours.is_demo};
}

Worded word_mail(Kind kind, const Facts& facts, const std::string& language,
                 const Letterhead& head) {
    auto all = spelled_out(facts, language, head);
    const auto stem = std::string{room} + std::string{kind_name(kind)};
    const auto plain = fill(stem + ".txt", all, language);
    const auto line_end = plain.find('\n');
    Worded worded;
    worded.subject = read_line(plain.substr(0, line_end), subject_max).value_or(head.organisation);
    all["SUBJECT"] = worded.subject;
    all["BODY"] = line_end == plain.npos ? "" : plain.substr(line_end + 1);
    worded.text = tidied(fill(std::string{room} + "frame.txt", all, language));
    const language::Html body{fill(stem + ".html", all, language)};
    worded.html = fill(std::string{room} + "frame.html", all, language, body);
    return worded;
}

Facts without_secrets(const Mail& mail) {
    constexpr std::array secret{"CODE", "LINK_PATH", "HREF", "ROUND_PATH"};
    constexpr std::array personal{"PROOF_PATH", "GIFT_PATH", "REFUSE_PATH", "RECEIPT_PATH",
                                  "PLEDGE_PATH"};
    auto facts = mail.facts;
    for (const auto* name : secret)
        if (is_secret(mail.kind) && facts.contains(name)) facts[name] = "";
    for (const auto* name : personal)
        if (facts.contains(name)) facts[name] = "/g/…";
    return facts;
}

}  // namespace mail
