"""A small ZTP server for the bootstrap script's own tests: it speaks the protocol, and fails where a test wants it to.

Python 2.7 and 3.
"""
import hashlib
import json
import os
import threading

try:
    from http.server import BaseHTTPRequestHandler
    from socketserver import TCPServer, ThreadingMixIn
except ImportError:  # Python 2.7
    from BaseHTTPServer import BaseHTTPRequestHandler
    from SocketServer import TCPServer, ThreadingMixIn

from dataroot import DATA_ROOT, read, served_bootstrap


class BreakOff(object):
    """Ends an answer after some bytes of its body."""

    def __init__(self, after):
        self.after = after


class Status(object):
    """Answers with a status and a sentence."""

    def __init__(self, status, sentence="", headers=None):
        self.status = status
        self.sentence = sentence
        self.headers = headers


class Corrupt(object):
    """Answers with the right length and wrong content."""


class Hang(object):
    """Does not answer at all until the server ends."""


class Drop(object):
    """Closes the connection without an answer."""


class ZtpServer(ThreadingMixIn, TCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        TCPServer.__init__(self, ("127.0.0.1", 0), Handler)
        self.prefix = "/ztpserver"
        self.url = "http://127.0.0.1:%d%s" % (self.server_address[1], self.prefix)
        self.config = {"logging": [], "xmpp": {}}
        self.files = {}  # path below files/ -> bytes
        self.startup_configs = {}  # node id -> bytes
        self.extra_actions = {}  # name -> source
        self.definition = {"name": "test", "actions": []}
        self.registration_status = 201
        self.meta_digests = ("sha1", "sha256", "md5")
        self.meta_status = 200
        self.takes_progress = True
        self.ends_at = None  # a path whose request makes the server go away
        self.faults = {}  # path -> faults, one for each request
        self.requests = []  # (method, path, headers)
        self.nodes = []
        self.progress = []
        self.ended = threading.Event()
        thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        thread.daemon = True
        thread.start()

    def stop(self):
        if not self.ended.is_set():
            self.ended.set()
            self.shutdown()
            self.server_close()

    def handle_error(self, request, client_address):
        pass  # a client that goes away is a part of the tests

    def paths(self, method="GET"):
        return [path for each, path, _ in self.requests if each == method]

    def requests_of(self, path):
        return [headers for _, each, headers in self.requests if each == path]

    def content(self, path):
        """The bytes and media type of a path, None when there is nothing."""
        area, _, name = path.partition("/")
        if area == "bootstrap" and not name:
            return served_bootstrap(self.url), "text/x-python"
        if path == "bootstrap/config":
            return json.dumps(self.config).encode("utf-8"), "application/json"
        if area == "actions":
            if name in self.extra_actions:
                return self.extra_actions[name].encode("utf-8"), "text/x-python"
            if os.path.isfile(os.path.join(DATA_ROOT, "actions", name)):
                return read(DATA_ROOT, "actions", name), "text/x-python"
        if area == "files" and name in self.files:
            return self.files[name], "text/plain"
        if area == "nodes" and name.endswith("/startup-config") and name.split("/")[0] in self.startup_configs:
            return self.startup_configs[name.split("/")[0]], "text/plain"
        if area == "nodes" and "/" not in name and name:
            return json.dumps(self.definition).encode("utf-8"), "application/json"
        if area == "meta":
            return self._meta(name)
        return None

    def _meta(self, path):
        found = self.content(path)
        if found is None or self.meta_status != 200:
            return None
        meta = {"size": len(found[0])}
        for name in self.meta_digests:
            meta[name] = hashlib.new(name, found[0]).hexdigest()
        return json.dumps(meta).encode("utf-8"), "application/json"


class Handler(BaseHTTPRequestHandler):

    def do_GET(self):
        path = self._begin()
        if path is None:
            return
        found = self.server.content(path)
        if found is None:
            status = self.server.meta_status if path.startswith("meta/") and self.server.meta_status != 200 else 404
            self._send(status, b"<p>there is no &#39;%s&#39;</p>" % path.encode("ascii"), "text/html")
        else:
            self._send_file(*found)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        path = self._begin()
        if path is None:
            return
        if path == "nodes":
            node = json.loads(body.decode("utf-8"))
            self.server.nodes.append(node)
            self._send(self.server.registration_status, b"", "text/html",
                       {"Location": "%s/nodes/%s" % (self.server.url, node["serialnumber"])})
        elif path.endswith("/progress") and self.server.takes_progress:
            self.server.progress.append(json.loads(body.decode("utf-8")))
            self._send(204, b"", "text/html")
        else:
            self._send(404, b"", "text/html")

    def _begin(self):
        """Notes the request and does what the test wants to go wrong; returns None when nothing is left to do."""
        path = self.path[len(self.server.prefix) + 1:]
        headers = dict((name.title(), value) for name, value in self.headers.items())
        self.server.requests.append((self.command, path, headers))
        self._fault = None
        if path == self.server.ends_at:
            self.server.stop()
            return None
        faults = self.server.faults.get(path)
        fault = faults.pop(0) if faults else None
        if isinstance(fault, Status):
            self._send(fault.status, fault.sentence.encode("utf-8"), "text/html", fault.headers)
            return None
        if isinstance(fault, Hang):
            self.server.ended.wait(60)
            return None
        if isinstance(fault, Drop):
            return None
        self._fault = fault
        return path

    def _send_file(self, content, media_type):
        headers = {"ETag": '"%s"' % hashlib.sha1(content).hexdigest(), "Accept-Ranges": "bytes"}
        asked = self.headers.get("Range")
        if asked and self.headers.get("If-Range", headers["ETag"]) == headers["ETag"]:
            start = int(asked[len("bytes="):].rstrip("-"))
            headers["Content-Range"] = "bytes %d-%d/%d" % (start, len(content) - 1, len(content))
            self._send(206, content[start:], media_type, headers)
        else:
            self._send(200, content, media_type, headers)

    def _send(self, status, body, media_type, headers=None):
        self.send_response(status)
        self.send_header("Content-Type", media_type + "; charset=UTF-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if isinstance(self._fault, Corrupt):
            body = b"\xff" + body[1:]
        if isinstance(self._fault, BreakOff):
            body = body[:self._fault.after]
        self.wfile.write(body)

    def log_message(self, *_):
        pass
