// MailServer: a real SMTP server on loopback, of others' software (aiosmtpd), for tests of mail.
//
// One that a test has let go serves the next one of the same sort, since Python starts slowly. It
// keeps each mail as bytes and as Python's email package reads it. How it behaves is said while
// it runs: "accept", "rcpt 450 4.2.1 busy", "data 554 5.7.1 spam", "slow 2.5" (seconds before the
// last answer, with the mail taken over).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "campaign/outside/json.h"
#include "campaign/outside/smtp.h"
#include "tests/support/program.h"

namespace support {

// What arrived, as other software read it.
struct Arrived {
    outside::JsonNode node;

    std::string text(const char* path) const { return node.at(path).text(); }
    std::string header(const std::string& lower_case) const {
        return node.at("headers." + lower_case).text();
    }
    std::size_t count(const char* list) const { return node.at(list).items().size(); }
};

enum class Security { none, starttls, implicit };
struct MailServerOptions {
    Security security = Security::none;
    bool asks_login = false;  // As walker, with "p@ss word".

    friend bool operator==(const MailServerOptions&, const MailServerOptions&) = default;
};

class MailServer {
public:
    explicit MailServer(MailServerOptions options = {});
    ~MailServer();
    MailServer(const MailServer&) = delete;

    void behave(const std::string& mode) const;
    void stop() { running_->stop(); }
    void start() { running_->start(); }  // Again, on the same port.
    std::vector<Arrived> arrived() const;
    std::vector<Arrived> wait_for(std::size_t count) const;  // At most 20 s.

    int port() const { return running_->port; }
    outside::SmtpServer address() const;  // By the name localhost.
    std::string url() const;
    std::string authority() const { return (folder() / "cert.pem").string(); }
    const std::filesystem::path& folder() const { return running_->folder.path(); }

    struct Running {
        Folder folder;
        MailServerOptions options;
        int port = free_port(), pid = -1;

        explicit Running(MailServerOptions asked) : options{asked} {}
        ~Running();
        void start();
        void stop();
    };

private:
    std::unique_ptr<Running> running_;
};

}  // namespace support
