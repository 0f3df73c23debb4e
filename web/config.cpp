#include "web/config.h"

#include <Poco/Exception.h>
#include <Poco/Util/PropertyFileConfiguration.h>

#include <cstdlib>
#include <stdexcept>

#include "campaign/outside/smtp.h"
#include "campaign/store/database.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/http/guard.h"

namespace {

using Properties = Poco::AutoPtr<Poco::Util::PropertyFileConfiguration>;
const std::filesystem::path properties_file = "waymark.properties";

Properties read_properties() {
    if (!std::filesystem::exists(properties_file)) return new Poco::Util::PropertyFileConfiguration;
    try {
        return new Poco::Util::PropertyFileConfiguration{properties_file.string()};
    } catch (const Poco::Exception& bad) {
        throw std::invalid_argument{properties_file.string() + " cannot be read (" +
                                    bad.displayText() + "). Lines are NAME = value."};
    }
}

// The environment wins; an empty value is no value.
std::string setting(const Properties& properties, const char* name, const std::string& otherwise) {
    const char* set = std::getenv(name);
    if (set != nullptr && *set != '\0') return set;
    const auto written = properties->getString(name, "");
    return written.empty() ? otherwise : written;
}

int read_port(const std::string& text) {
    int port = 0;
    if (!read_number(text, port) || port < 1 || port > 65535)
        throw std::invalid_argument{"WAYMARK_PORT is \"" + text +
                                    "\" and must be a number from 1 to 65535."};
    return port;
}

std::string read_web_address(std::string text, const std::string& name) {
    while (text.ends_with('/')) text.pop_back();
    const auto scheme = text.find("://");
    const auto host = scheme == std::string::npos ? "" : text.substr(scheme + 3);
    const auto is_web = text.starts_with("https://") || text.starts_with("http://");
    if (!is_web || host.empty() || host.find_first_of("/?#@ \\\"<>") != std::string::npos)
        throw std::invalid_argument{name + " is \"" + text +
                                    "\" and must be an address without a path, like "
                                    "https://give.example.org."};
    return text;
}

// The password of a bad one is not repeated.
std::string read_database(const std::string& text, const std::string& name) {
    if (text.empty() || store::read_address(text)) return text;
    throw std::invalid_argument{name +
                                " must be of the form mysql://user:password@host:port/name, "
                                "with %40 for an @ in the password."};
}

bool read_log(const std::string& text) {
    if (text == "failures" || text == "requests") return text == "requests";
    throw std::invalid_argument{"WAYMARK_LOG is \"" + text +
                                "\" and must be failures or requests."};
}

std::string read_proxy(const std::string& text) {
    if (text.empty() || http::is_address(text)) return text;
    throw std::invalid_argument{"WAYMARK_PROXY is \"" + text +
                                "\" and must be the IP address of the one proxy to believe."};
}

// The password of a bad one is not repeated.
std::string read_smtp(const std::string& text) {
    if (text.empty() || outside::read_smtp_server(text)) return text;
    throw std::invalid_argument{
        "WAYMARK_SMTP must be of the form smtp://user:password@host:port or smtps://…, with %40 "
        "for an @ in the password."};
}

std::string read_address(const std::string& text, const std::string& name) {
    if (text.empty()) return text;
    if (const auto address = read_mail_address(text)) return *address;
    throw std::invalid_argument{name + " is \"" + text + "\" and must be one e-mail address."};
}

std::string read_authority(const std::string& text) {
    if (text.empty() || std::filesystem::exists(text)) return text;
    throw std::invalid_argument{"WAYMARK_SMTP_CA is \"" + text +
                                "\" and must be a file of certificates in PEM."};
}

int read_days(const std::string& text, const std::string& name) {
    constexpr int days_max = 3650;
    int days = 0;
    if (!read_number(text, days) || days < 1 || days > days_max)
        throw std::invalid_argument{name + " is \"" + text +
                                    "\" and must be a number of days from 1 to 3650."};
    return days;
}

bool read_yes(const std::string& text, const std::string& name) {
    if (text.empty() || text == "no") return false;
    if (text == "yes") return true;
    throw std::invalid_argument{name + " is \"" + text + "\" and must be yes or no."};
}

}  // namespace

Config read_config() {
    const auto properties = read_properties();
    const auto of = [&](const char* name, const std::string& otherwise = "") {
        return setting(properties, name, otherwise);
    };
    Config config;
    config.port = read_port(of("WAYMARK_PORT", std::to_string(config.port)));
    config.var = of("WAYMARK_VAR", config.var.string());
    config.public_url = read_web_address(
        of("WAYMARK_PUBLIC_URL", "http://localhost:" + std::to_string(config.port)),
        "WAYMARK_PUBLIC_URL");
    config.database = read_database(of("WAYMARK_DATABASE"), "WAYMARK_DATABASE");
    config.database_owner = read_database(of("WAYMARK_DATABASE_OWNER"), "WAYMARK_DATABASE_OWNER");
    config.proxy = read_proxy(of("WAYMARK_PROXY"));
    config.logs_requests = read_log(of("WAYMARK_LOG", "failures"));
    config.smtp = read_smtp(of("WAYMARK_SMTP"));
    config.smtp_ca = read_authority(of("WAYMARK_SMTP_CA"));
    config.mail_from = read_address(of("WAYMARK_MAIL_FROM"), "WAYMARK_MAIL_FROM");
    config.bounces = read_address(of("WAYMARK_MAIL_BOUNCES"), "WAYMARK_MAIL_BOUNCES");
    if (const auto stripe = of("WAYMARK_STRIPE_URL"); !stripe.empty())
        config.card_addresses["stripe"] = read_web_address(stripe, "WAYMARK_STRIPE_URL");
    if (const auto paypal = of("WAYMARK_PAYPAL_URL"); !paypal.empty())
        config.card_addresses["paypal"] = read_web_address(paypal, "WAYMARK_PAYPAL_URL");
    config.inbox_days = read_days(of("WAYMARK_INBOX_DAYS", std::to_string(config.inbox_days)),
                                  "WAYMARK_INBOX_DAYS");
    config.seal_mail = read_address(of("WAYMARK_SEAL_MAIL"), "WAYMARK_SEAL_MAIL");
    config.hooks_anywhere = read_yes(of("WAYMARK_HOOKS_ANYWHERE"), "WAYMARK_HOOKS_ANYWHERE");
    return config;
}
