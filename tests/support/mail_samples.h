// Samples of every kind of mail, with the facts that the product would give it: for the tests that
// send them and for the pictures of tests/bench/mails.sh.
#pragma once

#include "campaign/mail/outbox.h"

mail::NewMail sample_mail(mail::Kind, const std::string& language, const std::string& to);
