// waymark poster: a campaign's poster, or that of one place, written to a file.
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "campaign/links/placing.h"
#include "web/commands/commands.h"
#include "web/commands/database.h"
#include "web/commands/paper.h"

namespace commands {

namespace {

constexpr int connections_max = 2;

campaign::Version version_of(store::Session& session, const campaign::Campaign& campaign) {
    if (auto shown = campaign::find_shown_version(session, campaign)) return *shown;
    return campaign::recent_versions(session, campaign.id, 1).at(0);
}

void find_what_hangs(pages::PosterWish& wish, store::Store& store, const PosterOptions& options,
                     Instant now) {
    auto& session = store.session();
    if (!options.code.empty()) {
        const auto link = links::find_link(session, options.code);
        if (!link || link->campaign != wish.campaign.id)
            throw std::invalid_argument{"The campaign has no code " + options.code + "."};
        wish.link = *link;
    } else if (!options.placement.empty()) {
        const auto place =
            links::find_placement_by_name(session, wish.campaign.id, options.placement);
        if (!place)
            throw std::invalid_argument{"The campaign has no place named " + options.placement +
                                        ". Its places are listed at /desk/" + wish.campaign.slug +
                                        "/placements."};
        wish.link = links::find_link_of_placement(session, place->id).value();
        wish.label = place->name;
    } else {
        wish.link =
            links::find_or_add_link(store, {.campaign = wish.campaign.id, .channel = "poster"},
                                    people::program_actor(), now);
    }
}

}  // namespace

pages::PosterWish wish_of(store::Store& store, const PosterOptions& options, Instant now) {
    const auto campaign = campaign::find_campaign(store.session(), options.campaign);
    if (!campaign)
        throw std::invalid_argument{"There is no campaign with the address " + options.campaign +
                                    "."};
    const auto paper = pages::find_paper(options.size);
    if (!paper) throw std::invalid_argument{"The paper is a2, a3, a4, a5, letter or tabloid."};
    pages::PosterWish wish{.campaign = *campaign,
                           .version = version_of(store.session(), *campaign),
                           .paper = *paper,
                           .language = options.language};
    find_what_hangs(wish, store, options, now);
    return wish;
}

int write_paper(const std::string& path, const std::string& bytes) {
    std::ofstream file{path, std::ios::binary};
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) {
        std::cerr << "waymark: " << path << " cannot be written.\n";
        return 1;
    }
    return 0;
}

int make_poster(const PosterOptions& options) {
    const bool is_picture = options.out.ends_with(".png");
    if (!is_picture && !options.out.ends_with(".pdf"))
        throw std::invalid_argument{"The file to write ends in .pdf or .png."};
    const auto config = read_config();
    const auto now = present();
    const Database database{config, Opening::join, now};
    auto store = database.make_store(connections_max);
    const auto wish = wish_of(store, options, now);
    const auto order = pages::poster_order(store.session(), config, wish, now);
    const auto poster = print::render_poster(order);
    for (const auto& warning : poster.warnings) std::cerr << "waymark: " << warning << '\n';
    if (!poster.releasable()) {
        for (const auto& finding : poster.inspection.findings)
            std::cerr << "waymark: " << finding.sentence << '\n';
        return 1;
    }
    if (const auto why = pages::proof_reason(config, wish.campaign, wish.version); !why.empty())
        std::cerr << "waymark: It carries PROOF. " << why << '\n';
    return write_paper(options.out,
                       is_picture ? print::render_poster_png(order, options.dpi) : poster.pdf);
}

}  // namespace commands
