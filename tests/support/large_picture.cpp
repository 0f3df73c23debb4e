#include "tests/support/large_picture.h"

#include "campaign/words/instant.h"
#include "print/product.h"

const std::string& large_picture() {
    static const std::string drawn = [] {
        print::ProductOrder order;
        order.layout = "poster-a3";
        order.words.title = "A large picture";
        order.words.link = "https://WLK.EXAMPLE/K7Q2MX";
        return print::render_product_png(order, 0, 300);
    }();
    return drawn;
}
