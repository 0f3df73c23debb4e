#include "web/http/front.h"

#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>

#include <cerrno>
#include <thread>

#include "web/http/lane.h"
#include "web/http/loop.h"

namespace http {
namespace {

constexpr int backlog = 1'024;

Poco::Net::ServerSocket listen_on(const FrontSettings& settings) try {
    Poco::Net::ServerSocket socket;
    if (!settings.address.empty()) {
        socket.bind(Poco::Net::SocketAddress{settings.address, settings.port}, true, false);
    } else {
        try {
            socket.bind6(settings.port, true, false, false);  // IPv4 arrives here as well.
        } catch (const Poco::Exception& failure) {
            if (failure.code() == EADDRINUSE || failure.code() == EACCES) throw;
            socket = Poco::Net::ServerSocket{};  // A machine without IPv6.
            socket.bind(settings.port, true, false);
        }
    }
    socket.listen(backlog);
    socket.setBlocking(false);
    socket.setNoDelay(true);  // Accepted sockets inherit it.
    return socket;
} catch (const Poco::Exception& failure) {
    const auto port = std::to_string(settings.port);
    throw CannotListen{"Port " + port + " cannot be listened on (" + failure.displayText() +
                       "). Stop the program that uses it, or set WAYMARK_PORT to another one."};
}

}  // namespace

// Construction order is the dependency graph; what is used longest stands first.
class Front::Running {
public:
    Running(FrontSettings settings, Handle handle, BodyMax body_max)
        : settings_{std::move(settings)},
          socket_{listen_on(settings_)},
          port_{socket_.address().port()},
          viewers_{settings_.viewers},
          serving_{settings_, std::move(handle), viewers_, tally_},
          loop_{{.settings = settings_,
                 .body_max = std::move(body_max),
                 .offer = [this](LaneName lane, Connection& c) { return offer(lane, c); },
                 .viewers = viewers_,
                 .tally = tally_},
                socket_.impl()->sockfd()},
          giving_{"giving", {settings_.giving_threads, settings_.queue_max}, work()},
          looking_{"looking", {settings_.looking_threads, settings_.queue_max}, work()} {
        viewers_.wake_with([this] { loop_.wake(); });
        thread_ = std::thread{[this] { loop_.run(); }};
    }
    ~Running() { stop(); }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    void stop() {
        if (!thread_.joinable()) return;
        loop_.finish();
        thread_.join();
        giving_.finish_work();
        looking_.finish_work();
        serving_.wait_for_held();
        socket_.close();
    }

    std::uint16_t port() const { return port_; }
    live::Viewers& viewers() { return viewers_; }
    const Tally& tally() const { return tally_; }
    QueueDepths queue_depths() { return {giving_.depth(), looking_.depth()}; }
    const Meter& meter() const { return serving_.meter(); }

private:
    Lane::Work work() {
        return [this](Connection& connection) {
            serving_.serve(connection, [this](Connection& done) { loop_.give_back(done); });
        };
    }

    bool offer(LaneName lane, Connection& connection) {
        return (lane == LaneName::giving ? giving_ : looking_).offer_connection(connection);
    }

    const FrontSettings settings_;
    Poco::Net::ServerSocket socket_;
    const std::uint16_t port_;
    Tally tally_ = {};
    live::Viewers viewers_;
    Serving serving_;
    Loop loop_;
    Lane giving_, looking_;
    std::thread thread_ = {};
};

Front::Front(FrontSettings settings, Handle handle, BodyMax body_max)
    : running_{
          std::make_unique<Running>(std::move(settings), std::move(handle), std::move(body_max))} {}

Front::~Front() = default;

std::uint16_t Front::port() const { return running_->port(); }
live::Viewers& Front::viewers() { return running_->viewers(); }
const live::Viewers& Front::viewers() const { return running_->viewers(); }
QueueDepths Front::queue_depths() const { return running_->queue_depths(); }
const Meter& Front::meter() const { return running_->meter(); }
void Front::stop() { running_->stop(); }

FrontCounts Front::counts() const {
    const auto& tally = running_->tally();
    return {tally.accepted, tally.answered, tally.refused, tally.overloaded, tally.timed_out};
}

}  // namespace http
