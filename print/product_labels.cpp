#include "print/product.h"

namespace print {

const std::vector<std::pair<std::string, std::string>>& all_labels() {
    static const std::vector<std::pair<std::string, std::string>> labels{
        {"number", "Number"},
        {"name", "Name"},
        {"team", "Team"},
        {"wave", "Start"},
        {"telephone", "Telephone"},
        {"note", "Note"},
        {"present", "Here"},
        {"handed_out", "Handed out"},
        {"amount", "Amount"},
        {"per_lap", "Each lap"},
        {"laps", "Laps"},
        {"paid", "Paid"},
        {"scan", "Scan"},
        {"address", "Address"},
        {"email", "E-mail"},
        {"date_here", "Date"},
        {"sign_here", "Signature"},
        {"thank_you", "Thank you"},
        {"certificate_for", "This certificate goes to"},
        {"certificate_line", "You made a difference that can be counted."},
        {"see_result", "Scan to see what came together"},
        {"ask_me", "Ask me about it"},
        {"how_heading", "How it works"},
        {"how_1", "Scan the code, or type the address."},
        {"how_2", "Choose an amount and how to pay."},
        {"how_3", "Done: you see what it brings."},
        {"bank_heading", "By bank transfer"},
        {"bank_line", "Scan with your banking app"},
        {"bucket_line", "Every coin counts"},
        {"pledge_heading", "Pledge sheet"},
        {"pledge_line", "Write down what you give, or scan the code of your row."},
        {"slip_heading", "Your gift"},
        {"slip_line", "Please fill in and put it into the envelope with your gift."},
        {"cash", "Cash"},
        {"card", "Card"},
        {"transfer", "Bank transfer"},
        {"may_show", "My name may be shown"},
        {"wants_receipt", "I would like a receipt"},
        {"checkin_heading", "Check-in list"},
        {"bibs_heading", "Bibs"},
        {"pledges_heading", "Pledges"},
        {"paper_line", "For when there is no network. Enter it afterwards."},
    };
    return labels;
}

}  // namespace print
