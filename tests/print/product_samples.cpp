#include "tests/print/product_samples.h"

#include <algorithm>

namespace samples {
namespace {

using print::ProductWords;

ProductWords english() {
    ProductWords words;
    words.organisation = "Riverside Trust", words.overline = "Charity walk 2027";
    words.title = "Walk for clean water";
    words.summary =
        "Every step brings clean water to a school that has none. Come along, "
        "or give a few euros for those who do.";
    words.date_line = "Sat 12 June 2027 · 10:00", words.place_line = "Riverside Park, Springfield";
    words.facts = {"5 km or 10 km, step\u2011free route", "Free to join, all ages",
                   "Bring a cup: water at every kilometre"};
    words.goal = "Our goal: €20,000", words.raised = "€13,600 raised";
    words.counted_on = "counted on 1 May 2027", words.progress = print::Progress{13'600, 20'000};
    words.call_to_action = "Scan to give or to take part";
    words.after_scan = "Under a minute. No account.";
    words.payment_text = "Riverside Trust · DE02 1203 0000 0000 2020 51";
    words.trust_line = "Riverside Trust · Registered charity 1234567 · +44 20 7946 0999";
    words.telephone = "+44 20 7946 0999", words.register_number = "Registered charity 1234567";
    words.translations = {{"ar", "امشوا معنا من أجل مياه نظيفة"}, {"zh-CN", "为清洁水源而走"}};
    words.sponsors_heading = "With thanks to";
    words.sponsors = {"Miller's Bakery", "Springfield Water", "Café Mokka"};
    return words;
}

ProductWords german() {
    auto words = english();
    words.language = "de";
    words.organisation = "Wasserwirtschaftsförderverein Oberschwaben e. V.";
    words.overline = "Wohltätigkeitswanderung 2027";
    words.title = "Donaudampfschifffahrtsgesellschaftsspendenlauf für Trinkwasseraufbereitung";
    words.summary =
        "Jeder Kilometer bringt sauberes Wasser an eine Schule ohne Anschluss. Laufen "
        "Sie mit, oder geben Sie ein paar Euro für alle, die laufen.";
    words.date_line = "Samstag, 12. Juni 2027, 10:00 Uhr";
    words.place_line = "Bürgerbegegnungsstätte am Flussufer, Bad Königshofen im Grabfeld";
    words.facts = {"Barrierefreie Streckenführung über fünf oder zehn Kilometer",
                   "Teilnahmegebühr entfällt, Kinder willkommen",
                   "Trinkwasserversorgung an jedem Kilometer"};
    words.goal = "Unser Spendenziel: 20.000 €", words.raised = "13.600 € gespendet";
    words.counted_on = "gezählt am 1. Mai 2027";
    words.call_to_action = "Scannen, spenden oder mitlaufen";
    words.after_scan = "Dauert keine Minute. Ohne Benutzerkonto.";
    words.register_number = "Vereinsregister Memmingen VR 200123";
    words.trust_line = "Wasserwirtschaftsförderverein Oberschwaben e. V. · VR 200123 Memmingen";
    words.sponsors_heading = "Mit Dank an";
    words.labels = {{"how_heading", "So funktioniert es"},
                    {"how_1", "Scannen Sie den Code, oder geben Sie die Adresse ein."},
                    {"how_2", "Wählen Sie einen Betrag und die Zahlungsweise."},
                    {"how_3", "Fertig: Sie sehen, was daraus wird."},
                    {"certificate_for", "Diese Urkunde erhält"},
                    {"thank_you", "Herzlichen Dank"},
                    {"wants_receipt", "Ich möchte eine Zuwendungsbestätigung"},
                    {"may_show", "Mein Name darf gezeigt werden"},
                    {"telephone", "Telefonnummer"},
                    {"handed_out", "Ausgegeben"}};
    return words;
}

ProductWords arabic() {
    auto words = english();
    words.language = "ar";
    words.organisation = "مؤسسة ضفاف النهر", words.overline = "مسيرة خيرية ٢٠٢٧";
    words.title = "امشوا معنا من أجل مياه نظيفة";
    words.summary = "كل خطوة تجلب مياهًا نظيفة إلى مدرسة لا ماء فيها. شاركونا أو تبرعوا بالقليل.";
    words.date_line = "السبت ١٢ يونيو ٢٠٢٧، ١٠:٠٠",
    words.place_line = "حديقة ضفاف النهر، سبرينغفيلد";
    words.facts = {"خمسة أو عشرة كيلومترات، بلا درجات", "المشاركة مجانية لكل الأعمار"};
    words.goal = "هدفنا: ٢٠٬٠٠٠ يورو", words.raised = "جُمع ١٣٬٦٠٠ يورو";
    words.counted_on = "حتى ١ مايو ٢٠٢٧";
    words.call_to_action = "امسح الرمز للتبرع أو المشاركة";
    words.after_scan = "أقل من دقيقة. بدون حساب.";
    words.trust_line = "مؤسسة ضفاف النهر · جمعية مسجلة 1234567";
    words.register_number = "جمعية مسجلة 1234567";
    words.sponsors_heading = "مع الشكر إلى";
    words.labels = {{"how_heading", "كيف يعمل"},
                    {"how_1", "امسح الرمز أو اكتب العنوان."},
                    {"how_2", "اختر المبلغ وطريقة الدفع."},
                    {"how_3", "تم: سترى ما يحققه تبرعك."},
                    {"thank_you", "شكرًا"},
                    {"certificate_for", "تُمنح هذه الشهادة إلى"},
                    {"name", "الاسم"},
                    {"number", "الرقم"}};
    return words;
}

ProductWords hindi() {
    auto words = english();
    words.language = "hi";
    words.organisation = "रिवरसाइड ट्रस्ट", words.overline = "चैरिटी वॉक 2027";
    words.title = "स्वच्छ पानी के लिए चलें";
    words.summary = "हर कदम उस स्कूल तक साफ़ पानी पहुँचाता है जहाँ पानी नहीं है।";
    words.date_line = "शनिवार, 12 जून 2027, 10:00";
    words.place_line = "रिवरसाइड पार्क, स्प्रिंगफ़ील्ड";
    words.facts = {"5 या 10 किलोमीटर, बिना सीढ़ियों का रास्ता", "सबके लिए निःशुल्क"};
    words.goal = "हमारा लक्ष्य: ₹20,00,000", words.raised = "₹13,60,000 जुटाए गए";
    words.counted_on = "1 मई 2027 तक";
    words.call_to_action = "दान देने या भाग लेने के लिए स्कैन करें";
    words.after_scan = "एक मिनट से कम। खाता नहीं चाहिए।";
    words.trust_line = "रिवरसाइड ट्रस्ट · पंजीकृत संस्था 1234567";
    words.register_number = "पंजीकृत संस्था 1234567";
    words.sponsors_heading = "धन्यवाद";
    words.labels = {{"thank_you", "धन्यवाद"},
                    {"name", "नाम"},
                    {"how_heading", "यह कैसे काम करता है"}};
    return words;
}

ProductWords chinese() {
    auto words = english();
    words.language = "zh-CN";
    words.organisation = "河畔基金会", words.overline = "2027年慈善健走";
    words.title = "为清洁水源而走";
    words.summary = "您走的每一步，都会为没有自来水的学校带来清洁的水。欢迎一起走，也欢迎捐款。";
    words.date_line = "2027年6月12日 星期六 10:00", words.place_line = "斯普林菲尔德河畔公园";
    words.facts = {"五公里或十公里，全程无台阶", "免费参加，老少皆宜"};
    words.goal = "目标：20,000欧元", words.raised = "已筹得13,600欧元";
    words.counted_on = "截至2027年5月1日";
    words.call_to_action = "扫码捐款或参加";
    words.after_scan = "不到一分钟，无需注册。";
    words.trust_line = "河畔基金会 · 注册慈善机构 1234567";
    words.register_number = "注册慈善机构 1234567";
    words.sponsors_heading = "鸣谢";
    words.labels = {{"thank_you", "感谢"}, {"name", "姓名"}, {"how_heading", "怎样参加"}};
    return words;
}

ProductWords words_in(const std::string& language) {
    if (language == "de") return german();
    if (language == "ar") return arabic();
    if (language == "hi") return hindi();
    if (language == "zh") return chinese();
    return english();
}

struct Person {
    const char *name, *team, *wave, *thanks;
};
Person person_in(const std::string& language, std::size_t which) {
    if (language == "de")
        return {which % 2 == 0 ? "Annegret Müller-Lüdenscheidt" : "Maximilian Öztürk",
                "Mannschaft Grundschule am Königsplatz", "Startwelle 10:15 Uhr",
                "für 21 gelaufene Kilometer"};
    if (language == "ar")
        return {"عبد الرحمن الشيخ", "فريق المدرسة", "الموجة الثانية", "لأجل ٢١ كيلومترًا"};
    if (language == "hi")
        return {"अनन्या श्रीवास्तव", "विद्यालय दल", "दूसरी लहर",
                "21 किलोमीटर के लिए"};
    if (language == "zh") return {"欧阳明月", "实验小学队", "第二批", "走了二十一公里"};
    return {which % 2 == 0 ? "Anna Okafor" : "Tom", "Hill Street School", "Start 10:15",
            "for 21 km and 34 people brought along"};
}

}  // namespace

const std::vector<std::string>& all_languages() {
    static const std::vector<std::string> all{"en", "de", "ar", "hi", "zh"};
    return all;
}

std::vector<print::ProductItem> people_in(const std::string& language, std::size_t count) {
    std::vector<print::ProductItem> people;
    for (std::size_t i = 0; i < count; ++i) {
        const auto person = person_in(language, i);
        const auto number = std::to_string(101 + i);
        print::ProductItem item;
        item.words = {{"number", number},
                      {"name", person.name},
                      {"team", person.team},
                      {"wave", person.wave},
                      {"thanks", person.thanks},
                      {"telephone", "+44 7700 900" + number},
                      {"amount", "€25"},
                      {"per_lap", "€2"},
                      {"note", i % 3 == 0 ? "under 16" : ""}};
        item.link = "https://WLK.EXAMPLE/P" + number + "X7";
        item.link_text = "wlk.example/P" + number + "X7";
        people.push_back(std::move(item));
    }
    return people;
}

print::ProductOrder order_in(const std::string& language, const std::string& layout) {
    print::ProductOrder order;
    order.layout = layout, order.words = words_in(language);
    order.words.link = "https://WLK.EXAMPLE/K7Q2MX", order.words.link_text = "wlk.example/K7Q2MX";
    order.words.payment =
        "BCD\n002\n1\nSCT\n\nRiverside Trust\nDE02120300000000202051\n\nCHAR\n\nK7Q2MX\n";
    order.look.seed = 7;
    order.created = Instant{std::chrono::seconds{1'800'000'000}};
    const auto summary = print::find_layout(layout);
    if (summary && summary->items == print::ItemsWanted::must)
        order.items = people_in(language, std::clamp<std::size_t>(summary->a_sheet, 2, 30));
    return order;
}

}  // namespace samples
