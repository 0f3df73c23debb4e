// Picturing: the desk brings a picture for paper, and takes it away again. Both throw Refused.
#pragma once

#include "campaign/people/role.h"
#include "campaign/pictures/darkroom.h"
#include "campaign/printing/print_picture.h"

namespace printing {

enum class Permission { none, given };  // To print it, by whoever has it to give.

struct NewPrintPicture {
    CampaignId campaign;
    std::string title;  // Empty: the usual one.
    std::string bytes, request_key;
    Permission permission = Permission::none;
};

// Before a byte of it is decoded.
std::optional<Refusal> objection(const NewPrintPicture&, int pictures_there);

// Sent twice, a form is one picture.
PrintPicture keep_print_picture(store::Store&, pictures::Darkroom&, const NewPrintPicture&,
                                const people::Actor&, Instant now);
// Again is harmless.
void delete_print_picture(store::Store&, const PrintPicture&, const people::Actor&, Instant now);

}  // namespace printing
