#include "campaign/outside/xml_document.h"

#include <pugixml.hpp>

#include <algorithm>

#include "campaign/outside/encoding.h"

namespace outside {

namespace {

pugi::xml_node node_of(void* node) {
    return pugi::xml_node{static_cast<pugi::xml_node_struct*>(node)};
}

std::string_view local_name(const char* name) {
    const std::string_view whole{name};
    const auto colon = whole.rfind(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child_named(pugi::xml_node parent, std::string_view name) {
    for (auto child = parent.first_child(); child; child = child.next_sibling())
        if (child.type() == pugi::node_element && local_name(child.name()) == name) return child;
    return {};
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto from = text.find_first_not_of(blank);
    if (from == std::string_view::npos) return {};
    return std::string{text.substr(from, text.find_last_not_of(blank) - from + 1)};
}

// Before anything is built: how many marks there are, and whether any is a DOCTYPE.
bool is_bounded(std::string_view xml) {
    if (xml.find("<!DOCTYPE") != std::string_view::npos) return false;
    return static_cast<std::size_t>(std::ranges::count(xml, '<')) <= xml_marks_max;
}

bool is_shallow(pugi::xml_node root) {
    struct Depth : pugi::xml_tree_walker {
        bool for_each(pugi::xml_node&) override { return depth() < xml_depth_max; }
    } walker;
    return root.traverse(walker);
}

}  // namespace

struct XmlDocument::Tree {
    pugi::xml_document document;
};

XmlDocument::XmlDocument() : tree_{std::make_unique<Tree>()} {}
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument::~XmlDocument() = default;

XmlNode XmlDocument::root() const {
    return XmlNode{tree_->document.document_element().internal_object()};
}

XmlNode XmlNode::at(std::string_view path) const {
    auto node = node_of(node_);
    while (node && !path.empty()) {
        const auto slash = path.find('/');
        node = child_named(node, path.substr(0, slash));
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    }
    return XmlNode{node.internal_object()};
}

std::vector<XmlNode> XmlNode::all(std::string_view name) const {
    std::vector<XmlNode> found;
    const auto parent = node_of(node_);
    for (auto child = parent.first_child(); child; child = child.next_sibling())
        if (child.type() == pugi::node_element && local_name(child.name()) == name)
            found.push_back(XmlNode{child.internal_object()});
    return found;
}

std::string XmlNode::name() const { return std::string{local_name(node_of(node_).name())}; }

std::string XmlNode::text() const { return trimmed(node_of(node_).child_value()); }

std::string XmlNode::attribute(std::string_view name) const {
    const auto node = node_of(node_);
    for (auto one = node.first_attribute(); one; one = one.next_attribute())
        if (local_name(one.name()) == name) return one.value();
    return {};
}

std::optional<XmlDocument> read_xml(std::string_view bytes) {
    if (bytes.size() > xml_bytes_max) return {};
    const auto utf8 = to_utf8(bytes, declared_encoding(bytes));
    if (!is_bounded(utf8)) return {};
    XmlDocument read;
    constexpr auto flags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol;
    const auto outcome =
        read.tree_->document.load_buffer(utf8.data(), utf8.size(), flags, pugi::encoding_utf8);
    if (!outcome || !read.root().is_there() || !is_shallow(read.tree_->document)) return {};
    return read;
}

}  // namespace outside
