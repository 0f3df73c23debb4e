// The desk's pages about the books: what leaves the house, the bookkeeping's numbers, the audit.
#pragma once

#include "campaign/finance/table.h"
#include "campaign/language/template.h"
#include "campaign/ledger/audit_search.h"
#include "web/app.h"

namespace pages {

http::Response show_exports(const http::Request&, App&);            // GET /desk/exports
http::Response send_export(const http::Request&, App&);             // GET /desk/exports/file
http::Response show_accounts(const http::Request&, App&);           // GET /desk/accounts
http::Response change_account_numbers(const http::Request&, App&);  // POST /desk/accounts
http::Response show_audit(const http::Request&, App&);              // GET /desk/audit

// Who, what and about what, as the address of the audit trail says; not its days and campaign.
ledger::AuditSearch read_audit_search(const http::Request&);

// The links between the pages about money, without those that this person may not open.
language::Html money_ways(const http::Request&);

// A download that is written while it is read; ?format= says in which form.
http::Response send_table(const http::Request&, finance::Table);
// Links to the same export in every form.
void fill_formats(language::Values&, const std::string& href, const std::string& language);

// Throws Refused(not_found) unless they read finance for the whole organisation.
void insist_on_all(const http::Request&);

// The page where a row's cause is told, for those who may open it; else empty.
std::string cause_href(const http::Request&, const std::string& cause_type, std::int64_t id);

}  // namespace pages
