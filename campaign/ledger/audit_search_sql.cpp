#include <limits>

#include "campaign/ledger/audit_search.h"

namespace ledger {

namespace {

constexpr int subjects_max = 200, actions_max = 500;

// What a person typed, to be found as it stands.
std::string part_of(const std::string& typed) {
    std::string pattern = "%";
    for (const auto c : typed) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

}  // namespace

std::vector<AuditFound> search_audit(store::Session& session, const AuditSearch& wanted,
                                     std::int64_t before, int limit) {
    std::string sql =
        "SELECT a.id, a.made_at, COALESCE(p.name, '') AS actor_name, a.actor_role, a.on_behalf_of,"
        " a.action, a.subject_type, a.subject_id, a.reason, a.detail,"
        " COALESCE(c.slug, '') AS campaign FROM audit a LEFT JOIN account p ON p.id = a.actor_id"
        " LEFT JOIN campaign c ON c.id = a.campaign_id WHERE a.id < ?";
    std::vector<store::Value> values{
        store::value_of(before == 0 ? std::numeric_limits<std::int64_t>::max() : before)};
    const auto add = [&](bool is_asked, const char* condition, store::Value value) {
        if (!is_asked) return;
        sql += condition;
        values.push_back(std::move(value));
    };
    add(!wanted.actor.empty(), " AND p.name LIKE ?", store::value_of(part_of(wanted.actor)));
    add(!wanted.action.empty(), " AND a.action LIKE ?", store::value_of(part_of(wanted.action)));
    add(!wanted.subject.empty(), " AND a.subject_type = ?", store::value_of(wanted.subject));
    add(wanted.subject_id != 0, " AND a.subject_id = ?", store::value_of(wanted.subject_id));
    add(wanted.from.has_value(), " AND a.made_at >= ?", store::value_of(wanted.from));
    add(wanted.until.has_value(), " AND a.made_at < ?", store::value_of(wanted.until));
    add(bool{wanted.campaign}, " AND a.campaign_id = ?", store::value_of(wanted.campaign));
    values.push_back(store::value_of(limit));
    std::vector<AuditFound> found;
    for (const auto& row : session.query(sql + " ORDER BY a.id DESC LIMIT ?", values)) {
        AuditFound entry;
        entry.id = row.number("id"), entry.campaign = row.text("campaign");
        entry.made_at = row.instant("made_at"), entry.actor_name = row.text("actor_name");
        entry.actor_role = row.text("actor_role"), entry.on_behalf_of = row.text("on_behalf_of");
        entry.action = row.text("action"), entry.subject_type = row.text("subject_type");
        entry.subject_id = row.number("subject_id"), entry.reason = row.text("reason");
        entry.detail = row.text("detail");
        found.push_back(std::move(entry));
    }
    return found;
}

std::vector<std::string> audited_subjects(store::Session& session) {
    std::vector<std::string> subjects;
    for (const auto& row : session.all(
             "SELECT DISTINCT subject_type FROM audit ORDER BY subject_type LIMIT ?", subjects_max))
        subjects.push_back(row.text("subject_type"));
    return subjects;
}

std::vector<std::string> audited_actions(store::Session& session) {
    std::vector<std::string> actions;
    for (const auto& row :
         session.all("SELECT DISTINCT action FROM audit ORDER BY action LIMIT ?", actions_max))
        actions.push_back(row.text("action"));
    return actions;
}

}  // namespace ledger
