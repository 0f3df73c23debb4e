# A real SMTP server on loopback (aiosmtpd) that keeps what it is given, as bytes and as read by
# Python's own email package. Told by a file how to behave: see tests/support/mail_server.h.
import asyncio, email, email.policy, json, pathlib, ssl, sys

from aiosmtpd.smtp import SMTP, AuthResult

folder, port = pathlib.Path(sys.argv[1]), int(sys.argv[2])
options = dict(word.split("=", 1) for word in sys.argv[3:])
count = 0


def mode():
    return (folder / "mode").read_text().strip()


def lone_ends(raw):
    return raw.replace(b"\r\n", b"").count(b"\n") + raw.replace(b"\r\n", b"").count(b"\r")


def keep(server, session, envelope):
    global count
    count += 1
    raw = envelope.content
    read = email.message_from_bytes(raw, policy=email.policy.default)
    parts = {p.get_content_type(): p.get_content() for p in read.walk() if not p.is_multipart()}
    defects = [str(d) for p in read.walk() for d in p.defects]
    for p in read.walk():
        defects += [f"{n}: {d}" for n, v in p.items() for d in getattr(v, "defects", [])]
    told = {
        "from": envelope.mail_from,
        "to": envelope.rcpt_tos,
        "tls": "yes" if session.ssl or server.transport.get_extra_info("sslcontext") else "no",
        "user": str(session.auth_data or ""),
        "headers": {name.lower(): str(value) for name, value in read.items()},
        "names": [name for name, _ in read.items()],
        "type": read.get_content_type(),
        "order": [p.get_content_type() for p in read.iter_parts()] if read.is_multipart() else [],
        "text": parts.get("text/plain", "").replace("\r\n", "\n"),
        "html": parts.get("text/html", "").replace("\r\n", "\n"),
        "defects": defects,
        "lone_ends": lone_ends(raw),
        "longest_line": max(len(line) for line in raw.split(b"\r\n")),
    }
    (folder / f"{count:04}.eml").write_bytes(raw)
    (folder / f"{count:04}.part").write_text(json.dumps(told))
    (folder / f"{count:04}.part").rename(folder / f"{count:04}.json")


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if mode().startswith("rcpt "):
            return mode()[5:]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if mode().startswith("data "):
            return mode()[5:]
        keep(server, session, envelope)
        if mode().startswith("slow "):
            await asyncio.sleep(float(mode()[5:]))
        return "250 taken over"


def authenticate(server, session, envelope, mechanism, data):
    ok = (data.login.decode(), data.password.decode()) == ("walker", "p@ss word")
    return AuthResult(success=ok, handled=False, auth_data=data.login.decode())


async def main():
    context = None
    if "certificate" in options:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options["certificate"], options["key"])
    implicit = options.get("implicit") == "yes"

    def make():
        return SMTP(
            Handler(), hostname="localhost",
            tls_context=None if implicit else context,
            require_starttls=bool(context) and not implicit,
            auth_required=options.get("login") == "yes", auth_require_tls=False,
            authenticator=authenticate)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        make, "127.0.0.1", port, ssl=context if implicit else None)
    (folder / "ready").write_text("yes")
    async with server:
        await server.serve_forever()


asyncio.run(main())
