"""A stand-in for a mail server that takes every message and sends none. Python 2.7 and 3.

As a program, it prints its address and, when its standard input ends, the messages it got as JSON.
"""
from __future__ import print_function

import json
import sys
import threading

try:
    from socketserver import StreamRequestHandler, TCPServer, ThreadingMixIn
except ImportError:  # Python 2.7
    from SocketServer import StreamRequestHandler, TCPServer, ThreadingMixIn


class Handler(StreamRequestHandler):

    def handle(self):
        sender, receivers = None, []
        self._say("220 smtp.example.com")
        for line in iter(self.rfile.readline, b""):
            line = line.decode("ascii").strip()
            verb = line.split(":")[0].upper()
            if verb == "MAIL FROM":
                sender = line.split("<")[1].split(">")[0]
            elif verb == "RCPT TO":
                receivers.append(line.split("<")[1].split(">")[0])
            elif verb == "DATA":
                self._say("354 go on")
                self.server.messages.append((sender, receivers, self._read_message()))
            elif verb == "QUIT":
                self._say("221 bye")
                return
            self._say("250 ok")

    def _read_message(self):
        lines = []
        for line in iter(self.rfile.readline, b".\r\n"):
            lines.append(line)
        return b"".join(lines).decode("ascii")

    def _say(self, line):
        self.wfile.write((line + "\r\n").encode("ascii"))


class MailServer(ThreadingMixIn, TCPServer):
    daemon_threads = True

    def __init__(self):
        TCPServer.__init__(self, ("127.0.0.1", 0), Handler)
        self.address = "127.0.0.1:%d" % self.server_address[1]
        self.messages = []  # (sender, receivers, message)
        thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        thread.daemon = True
        thread.start()

    def stop(self):
        self.shutdown()
        self.server_close()


if __name__ == "__main__":
    server = MailServer()
    print(server.address)
    sys.stdout.flush()
    sys.stdin.read()
    print(json.dumps(server.messages))
