// ProductSheets: an order as pages, laid out one at a time. Used by product.cpp only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "print/sheet_builder.h"

namespace print {

class ProductSheets {
public:
    explicit ProductSheets(const ProductOrder&);  // The order must outlive it.
    int count() const { return static_cast<int>(pages_.size()); }
    PageLayout lay_out(int page, Purpose);
    Size sheet() const { return layout_.summary.sheet; }
    const std::string& title() const { return dressed_->wording.words().title; }
    const std::string& organisation() const { return dressed_->wording.words().organisation; }
    std::vector<std::string>& warnings() { return warnings_; }
    std::vector<std::string>& figures() { return figures_; }

private:
    struct Page {
        const SheetPlan* plan;
        std::size_t first;  // Of the items; skipped places count as items.
    };
    Theme dressed_theme();
    void plan_pages();
    PageLayout lay_out_poster_of(std::size_t item, Purpose);
    PageLayout lay_out_picture();
    void place_grid(SheetBuilder&, const Grid&, std::size_t first);

    const ProductOrder& order_;
    const ProductLayout& layout_;
    std::vector<std::string> warnings_, figures_;
    std::unique_ptr<Dressed> dressed_;
    std::vector<Page> pages_;
    std::size_t skip_ = 0;
};

}  // namespace print
