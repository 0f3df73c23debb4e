// Shrinking: the door to libvips. Bytes of a stranger become JPEGs of known sides.
//
// What it reads is decided by the first bytes, never by a name: JPEG, PNG, WebP and HEIC. It is
// turned as its EXIF says, made sRGB, and keeps nothing else: no EXIF, no place, no profile. Runs
// only in the darkroom's own program, since decoders of strangers' bytes are where programs break.
#pragma once

#include <string_view>

#include "campaign/pictures/rendition.h"

namespace pictures {

Developed shrink_picture(std::string_view bytes, Use);

}  // namespace pictures
