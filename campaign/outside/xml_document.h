// XmlDocument: reading what other programs send as XML. The door of pugixml.
//
// Names are local ones: what stands before a colon, and namespaces, are passed over, so that one
// reader fits every version of a format. A document with a DOCTYPE is not read at all: so nothing
// can be defined, expanded or fetched. Its bytes, its marks and its depth are bounded.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace outside {

constexpr std::size_t xml_bytes_max = 256 * 1024 * 1024, xml_marks_max = 24'000'000;
constexpr int xml_depth_max = 64;

// XmlNode: an element, or an absent one, of which asking is harmless. Lives with its document.
class XmlNode {
public:
    XmlNode() = default;
    XmlNode at(std::string_view path) const;                // "Refs/EndToEndId": the first ones.
    std::vector<XmlNode> all(std::string_view name) const;  // Children of this name, in order.
    bool is_there() const { return node_ != nullptr; }
    std::string name() const;
    std::string text() const;  // Trimmed; of the element itself, not of what stands in it.
    std::string text(std::string_view path) const { return at(path).text(); }
    std::string attribute(std::string_view name) const;

private:
    friend class XmlDocument;
    explicit XmlNode(void* node) : node_{node} {}

    void* node_ = nullptr;
};

class XmlDocument {
public:
    XmlDocument();
    XmlDocument(XmlDocument&&) noexcept;
    ~XmlDocument();
    XmlNode root() const;

private:
    struct Tree;
    friend std::optional<XmlDocument> read_xml(std::string_view bytes);

    std::unique_ptr<Tree> tree_;
};

// Nothing if it is too large, too deep, has a DOCTYPE or is not well formed. In any encoding that
// to_utf8() knows.
std::optional<XmlDocument> read_xml(std::string_view bytes);

}  // namespace outside
