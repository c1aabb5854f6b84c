"""
A POAP server for the tests of the script: HTTP with ranges, and TFTP, on loopback and free ports.

It says what part B of the contract says and nothing more; faults are asked for by the test, never left to chance.
"""

import hashlib
import http.server
import json
import re
import socket
import struct
import threading
import urllib.parse


class FakePoapServer:
    """Set the attributes before the switch starts; what the switch did is in `requests`, `collected`, `progress`."""

    def __init__(self):
        self.switches = {}  # by serial number or MAC address: what differs from the default answer
        self.configs = {}  # by serial number: text
        self.files = {}  # by path below files/: bytes
        self.tftp_files = {}  # by path: bytes
        self.with_meta = True
        self.meta_digests = ("sha1", "sha256", "md5")
        self.prefix = ""
        self.failures = []  # (method, path pattern, status, body): each is answered once, in this order
        self.retry_after = []  # the header of that name in the next of these answers
        self.cut_files_after = []  # bytes after which a transfer breaks off, one for each GET of a file
        self.file_etags = []  # ETags for the next GETs of a file; its digest when there are none
        self.gate = None  # an Event that a GET of a file waits for after its first byte
        self.file_requested = threading.Event()
        self.requests = []  # (method, path)
        self.ranges = []  # Range of each GET of a file; None without
        self.collected = {}
        self.progress = []

    def __enter__(self):
        owner = self

        class Handler(PoapHandler):
            server_state = owner

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.port = self.http.server_address[1]
        self.tftp = TftpServer(self.tftp_files)
        self.threads = [
            threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01}),
            threading.Thread(target=self.tftp.serve),
        ]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        if self.gate:
            self.gate.set()
        self.http.shutdown()
        self.http.server_close()
        self.tftp.close()
        for thread in self.threads:
            thread.join()

    def paths(self, method):
        return [path for requested, path in self.requests if requested == method]

    def answer(self, serial, mac):
        """The seven keys for a switch, or None when nobody knows it."""
        switch = self.switches.get(serial, self.switches.get(mac))
        if switch is None:
            return None
        answer = {
            "config_file": serial + ".cfg",
            "config_protocol": "http",
            "http_server": "127.0.0.1:%d%s" % (self.port, self.prefix),
            "tftp_server": "127.0.0.1:%d" % self.tftp.port,
            "system_image": "",
            "kickstart_image": "",
            "hostname": "nxos-leaf1",
        }
        answer.update(switch)
        return answer


class PoapHandler(http.server.BaseHTTPRequestHandler):
    server_state = None

    def do_PUT(self):
        form = urllib.parse.parse_qs(self.body().decode("ascii"))
        if self.planned_failure():
            return
        serial = urllib.parse.unquote(self.path[len(self.server_state.prefix) + 1 :])
        mac = form["data"][0]
        answer = self.server_state.answer(serial, mac)
        if answer is None:
            self.reply_json(404, {"message": "No entry for %s in podvars.yml" % serial})
            return
        self.server_state.collected[serial] = mac
        self.reply_json(200, answer)

    def do_POST(self):
        report = self.body()
        if self.planned_failure():
            return
        match = self.route(r"/progress/(\S+)")
        if match:
            self.server_state.progress.append((match.group(1), json.loads(report.decode("ascii"))))
        self.reply(204 if match else 404, "text/plain", b"")

    def do_GET(self):
        if self.planned_failure():
            return
        for pattern, method in (
            (r"/conf/(.+)", self.get_config),
            (r"/meta/files/(.+)", self.get_meta),
            (r"/files/(.+)", self.get_file),
        ):
            match = self.route(pattern)
            if match:
                method(match.group(1))
                return
        self.reply(404, "text/html", b"no such path")

    def get_config(self, serial):
        text = self.server_state.configs.get(serial)
        self.reply(404 if text is None else 200, "text/plain", (text or "").encode("utf-8"))

    def get_meta(self, path):
        content = self.server_state.files.get(path)
        if content is None or not self.server_state.with_meta:
            self.reply(404, "text/html", b"no such file")
            return
        meta = {digest: hashlib.new(digest, content).hexdigest() for digest in self.server_state.meta_digests}
        self.reply_json(200, dict(meta, size=len(content)))

    def get_file(self, path):
        state = self.server_state
        content = state.files.get(path)
        if content is None:
            self.reply(404, "text/html", b"no such file")
            return
        requested = self.headers.get("Range")
        state.ranges.append(requested)
        etag = state.file_etags.pop(0) if state.file_etags else '"%s"' % hashlib.md5(content).hexdigest()
        start = 0
        if requested and self.headers.get("If-Range") == etag:
            start = int(re.match(r"bytes=(\d+)-", requested).group(1))
        self.send_response(206 if start else 200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("ETag", etag)
        if start:
            self.send_header("Content-Range", "bytes %d-%d/%d" % (start, len(content) - 1, len(content)))
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        if state.gate:
            self.wfile.write(content[:1])
            self.wfile.flush()
            state.file_requested.set()
            state.gate.wait(60)
            return
        end = start + state.cut_files_after.pop(0) if state.cut_files_after else len(content)
        self.wfile.write(content[start:end])

    def planned_failure(self):
        state = self.server_state
        state.requests.append((self.command, self.path))
        for failure in state.failures:
            method, pattern, status, body = failure
            if method == self.command and re.search(pattern, self.path):
                state.failures.remove(failure)
                asked = {"Retry-After": state.retry_after.pop(0)} if state.retry_after else {}
                self.reply(status, "text/html", body, asked)
                return True
        return False

    def route(self, pattern):
        return re.match(re.escape(self.server_state.prefix) + pattern + r"\Z", urllib.parse.unquote(self.path))

    def body(self):
        return self.rfile.read(int(self.headers["Content-Length"]))

    def reply_json(self, status, value):
        self.reply(status, "application/json", json.dumps(value).encode("utf-8"))

    def reply(self, status, media_type, body, headers=None):
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class TftpServer:
    """Answers read requests (RFC 1350, octet mode) one after the other, each from a port of its own."""

    def __init__(self, files):
        self.files = files
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def serve(self):
        with self.socket:
            while True:
                request, client = self.socket.recvfrom(1024)
                if not request:  # close() asks to stop
                    return
                path = request[2:].split(b"\0")[0].decode("utf-8")
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as transfer:
                    transfer.settimeout(5)
                    transfer.connect(client)
                    self.send(transfer, path)

    def send(self, transfer, path):
        content = self.files.get(path)
        if content is None:
            transfer.send(struct.pack("!HH", 5, 1) + b"File not found\0")
            return
        for number in range(len(content) // 512 + 1):
            transfer.send(struct.pack("!HH", 3, (number + 1) % 65536) + content[number * 512 : (number + 1) * 512])
            try:
                transfer.recv(516)
            except OSError:  # the client is gone: silent, or its port closed
                return

    def close(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as waker:
            waker.sendto(b"", ("127.0.0.1", self.port))
