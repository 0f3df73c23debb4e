// Config: every setting of the program, with its variable, its default and its limit. Read once.
//
// A setting comes from the environment or from waymark.properties in the working folder; the
// environment wins. docs/operations.md lists them for people.
#pragma once

#include <filesystem>
#include <map>
#include <string>

struct Config {
    int port = 8080;                                   // WAYMARK_PORT, 1..65535
    std::filesystem::path var = "var";                 // WAYMARK_VAR
    std::string public_url = "http://localhost:8080";  // WAYMARK_PUBLIC_URL, no path
    std::string database;                              // WAYMARK_DATABASE, mysql://…
    std::string database_owner;                        // WAYMARK_DATABASE_OWNER, for migrate
    std::string proxy;                                 // WAYMARK_PROXY, an IP address
    std::string smtp = {};       // WAYMARK_SMTP, smtp://user:password@host:port or smtps://…
    std::string smtp_ca = {};    // WAYMARK_SMTP_CA, a PEM file
    std::string mail_from = {};  // WAYMARK_MAIL_FROM; else the organisation's sender address
    std::string bounces = {};    // WAYMARK_MAIL_BOUNCES, an address that takes name+anything

    bool logs_requests = false;  // WAYMARK_LOG, "failures" or "requests"
    // Where the APIs of card providers are, where not at home, no path: WAYMARK_STRIPE_URL,
    // WAYMARK_PAYPAL_URL.
    std::map<std::string, std::string> card_addresses = {};

    // WAYMARK_HOOKS_ANYWHERE=yes: hooks may go to any address, over http too. For tests and a demo
    // on one machine alone: whoever may add a hook can then reach our own network.
    bool hooks_anywhere = false;

    // WAYMARK_INBOX_DAYS, 1..3650: closed conversations are deleted after that many days.
    int inbox_days = 180;

    std::string seal_mail = {};  // WAYMARK_SEAL_MAIL, an address: gets the last seal once a day.

    bool is_https() const { return public_url.starts_with("https://"); }
    std::string host() const { return public_url.substr(public_url.find("://") + 3); }
};

// Throws std::invalid_argument with a sentence that names the variable and what it may be.
Config read_config();
