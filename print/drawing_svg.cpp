#include <cmath>

#include "print/drawing.h"

namespace print {
namespace {

std::string number(double value) {
    const auto hundredths = std::lround(value * 100);
    std::string text = std::to_string(std::abs(hundredths) / 100);
    if (const auto rest = std::abs(hundredths) % 100; rest != 0) {
        text += rest < 10 ? ".0" : ".";
        text += std::to_string(rest % 10 == 0 ? rest / 10 : rest);
    }
    return hundredths < 0 ? "-" + text : text;
}

std::string pair(Point point) { return number(point.x) + " " + number(point.y); }

std::string path_data(const Path& path) {
    std::string data;
    for (const auto& step : path.steps()) {
        switch (step.verb) {
            case Path::Verb::move:
                data += "M" + pair(step.a);
                break;
            case Path::Verb::line:
                data += "L" + pair(step.a);
                break;
            case Path::Verb::curve:
                data += "C" + pair(step.a) + " " + pair(step.b) + " " + pair(step.c);
                break;
            case Path::Verb::close:
                data += "z";
                break;
        }
    }
    return data;
}

std::string colour_code(Colour colour) {
    constexpr char digits[] = "0123456789abcdef";
    std::string code = "#";
    for (const auto part : {colour.red, colour.green, colour.blue}) {
        code += digits[part >> 4];
        code += digits[part & 15];
    }
    return code;
}

std::string attribute(const char* name, const std::string& value) {
    return std::string{" "} + name + "=\"" + value + "\"";
}

std::string gradient(const Shape& shape, const std::string& id) {
    std::string svg = "<linearGradient" + attribute("id", id) +
                      " gradientUnits=\"userSpaceOnUse\"" + attribute("x1", number(shape.from.x)) +
                      attribute("y1", number(shape.from.y)) + attribute("x2", number(shape.to.x)) +
                      attribute("y2", number(shape.to.y)) + ">";
    for (const auto& stop : shape.stops) {
        svg += "<stop" + attribute("offset", number(stop.at)) +
               attribute("stop-color", colour_code(stop.colour));
        if (stop.colour.opacity < 1) svg += attribute("stop-opacity", number(stop.colour.opacity));
        svg += "/>";
    }
    return svg + "</linearGradient>";
}

std::string shape_svg(const Shape& shape, const std::string& paint) {
    std::string svg = "<path" + attribute("d", path_data(shape.path));
    const bool line = shape.line_width > 0;
    svg += line ? " fill=\"none\"" + attribute("stroke", paint) : attribute("fill", paint);
    if (line)
        svg += attribute("stroke-width", number(shape.line_width)) +
               " stroke-linecap=\"round\" stroke-linejoin=\"round\"";
    if (shape.stops.empty() && shape.colour.opacity < 1) {
        svg += attribute(line ? "stroke-opacity" : "fill-opacity", number(shape.colour.opacity));
    }
    return svg + "/>";
}

}  // namespace

std::string svg_of(const Drawing& drawing, double width, double height, std::string_view prefix) {
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"" +
                      attribute("viewBox", "0 0 " + number(width) + " " + number(height)) +
                      " preserveAspectRatio=\"xMidYMax slice\" aria-hidden=\"true\""
                      " focusable=\"false\">";
    int gradients = 0;
    for (const auto& shape : drawing) {
        if (shape.stops.empty()) {
            svg += shape_svg(shape, colour_code(shape.colour));
            continue;
        }
        const auto id = std::string{prefix} + std::to_string(gradients++);
        svg += gradient(shape, id) + shape_svg(shape, "url(#" + id + ")");
    }
    return svg + "</svg>";
}

std::string escape_xml(std::string_view text) {
    std::string escaped;
    for (const char letter : text) {
        switch (letter) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default:
                escaped += letter;
        }
    }
    return escaped;
}

}  // namespace print
