// Wording: the words of an order, cleaned, under the names that layouts call them by.
//
// "{title}" is a word, "{organisation|overline}" those that are there with a dot between them,
// "{name?title}" the first that is there, "{#sign_here}" a label in the language of the order.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "print/product.h"

namespace print {

class Wording {
public:
    // What is cut or left out is told to `warnings`.
    Wording(const ProductOrder&, std::vector<std::string>& warnings);

    std::string filled(const std::string& content, const ProductItem*) const;
    std::string word(const std::string& name, const ProductItem*) const;
    const ProductWords& words() const { return words_; }
    const std::vector<ProductItem>& items() const { return items_; }
    std::string language_of(const std::string& name) const;  // Of a translation, or the order's.

private:
    void clean_items(const ProductOrder&, std::vector<std::string>& warnings);
    void name_words();

    ProductWords words_;
    std::vector<ProductItem> items_;
    std::map<std::string, std::string> by_name_;
};

}  // namespace print
