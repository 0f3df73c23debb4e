// Program: the real program, started as a child with a folder and a port of its own.
//
// It is stopped when the object goes, first kindly, then not; its folder goes with it. Nothing is
// inherited from the WAYMARK_* settings of whoever runs the tests.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace support {

// A folder below the system's temporary one that is gone with the object.
class Folder {
public:
    Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder();
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

int free_port();  // Nobody listened on it a moment ago, on 127.0.0.1.

struct Settings {
    std::vector<std::string> arguments{"serve"};       // "{port}" becomes the port.
    std::map<std::string, std::string> environment{};  // Added to, or instead of, ours.
};

class Program {
public:
    explicit Program(const Settings& settings = {});
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    ~Program();

    // Does it say where it answers, and /readyz answer 200, in time? False at once when the program
    // has ended.
    bool wait_until_ready(std::chrono::seconds at_most = std::chrono::seconds{60});
    bool is_running();
    int stop();    // SIGTERM, SIGKILL after 15 s; the exit status, 128 + signal if it was killed.
    void kill();   // SIGKILL, and wait.
    void start();  // Again, with the same folder and port, after stop() or kill().
    int wait(std::chrono::seconds at_most);  // The exit status, or -1 if it still runs.

    int port() const { return port_; }
    int pid() const { return pid_; }
    std::filesystem::path var() const { return folder_.path() / "var"; }
    std::string output() const;  // What it has said so far, on both streams.

private:
    bool reap(int options);

    Folder folder_;
    Settings settings_;
    int port_;
    int pid_ = -1;
    int status_ = 0;
};

}  // namespace support
