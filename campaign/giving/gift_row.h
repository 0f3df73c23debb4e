// The columns of a gift and how they are read: for the SQL files of giving, and for nobody else.
#pragma once

#include <string>

#include "campaign/giving/gift_lists.h"

namespace giving {

extern const std::string select_gift;  // "SELECT … FROM gift "
Gift gift_from(const store::Row&);

extern const std::string public_columns;  // Of "gift g", as strangers may see them.
PublicGift public_from(const store::Row&);

}  // namespace giving
