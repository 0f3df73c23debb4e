// The report about places: from print to money, place by place, to look at, to print, to take away.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_placement_report(const http::Request&, App&);  // GET …/placements/report
http::Response send_placement_report(const http::Request&, App&);  // GET …/placements/report.csv

}  // namespace pages
