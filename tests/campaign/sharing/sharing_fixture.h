// WithWalkers: an open campaign with participants who joined; their words as a test says.
#pragma once

#include <boost/test/unit_test.hpp>

#include "campaign/links/link.h"
#include "campaign/roster/enrolling.h"
#include "tests/support/campaigns.h"
#include "tests/support/database.h"

struct WithWalkers : FreshDatabase {
    WithWalkers() { add_test_colleagues(*store), walk = open_test_campaign(*store, "walk"); }

    roster::Participant join(const std::string& name) {
        const roster::NewParticipant asked{.campaign = walk.id,
                                           .name = name,
                                           .email = name + "@example.org",
                                           .request_key = "join-" + name};
        now += std::chrono::seconds{1};
        return roster::join_campaign(*store, asked, {{}, "participant"}, now).participant;
    }
    // Joined, and somebody has read the name and the story.
    roster::Participant known(const std::string& name, const std::string& story = {}) {
        const auto one = join(name);
        publish(one, name, story);
        return *roster::find_participant_by_id(store->session(), one.id);
    }
    void publish(const roster::Participant& one, const std::string& name,
                 const std::string& story) {
        store->in_transaction([&](store::Transaction& tx) {
            tx.run(
                "UPDATE participant SET shown_name = ?, story = ?, shown_story = ?,"
                " words_state = 'published' WHERE id = ?",
                name, story, story, one.id);
        });
    }
    std::string code_of(const roster::Participant& one) {
        return links::find_link_by_id(store->session(), one.link)->code;
    }

    campaign::Campaign walk;
    people::Actor self{{}, "participant"};
    Instant now = test_now();
};
