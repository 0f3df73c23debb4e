#include "web/commands/commands.h"

int main(int count, char** words) { return commands::run_command_line(count, words); }
