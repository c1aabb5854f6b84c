"""The chat rooms of a real XMPP server (prosody) get the log, through a real client library (slixmpp)."""
import io
import os
import socket
import subprocess
import sys
import time
import unittest

from box_test_case import BoxTestCase

CONFIGURATION = u"""
data_path = "%(root)s/prosody"
pidfile = "%(root)s/prosody/pid"
plugin_paths = { "%(root)s/prosody" }
run_as_root = true
modules_enabled = { "roster", "saslauth", "tls", "disco", "ping" }
authentication = "internal_plain"
ssl = { key = "%(root)s/prosody/key.pem"; certificate = "%(root)s/prosody/cert.pem" }
c2s_ports = { %(port)d }
c2s_interfaces = { "127.0.0.1" }
s2s_ports = {}
log = { info = "%(root)s/prosody/log" }
VirtualHost "localhost"
Component "conference.localhost" "muc"
  modules_enabled = { "note_messages" }
"""

NOTE_MESSAGES = u"""
module:hook("muc-occupant-groupchat", function (event)
    local notes = io.open("%(root)s/prosody/messages", "a");
    notes:write(event.stanza.attr.to, " ", event.stanza:get_child_text("body") or "", "\\n");
    notes:close();
end, 100);
"""


def find(*names):
    """The first of some programs that there is."""
    for folder in os.environ["PATH"].split(os.pathsep) + ["/usr/sbin"]:
        for name in names:
            if os.access(os.path.join(folder, name), os.X_OK):
                return os.path.join(folder, name)
    return None


def python_with_slixmpp():
    for python in (sys.executable, "/usr/bin/python3"):
        with io.open(os.devnull, "wb") as nothing:
            if os.path.exists(python) and subprocess.call([python, "-c", "import slixmpp"], stderr=nothing) == 0:
                return python
    return None


PYTHON = python_with_slixmpp()


@unittest.skipUnless(PYTHON and find("prosody") and find("openssl"), "needs prosody, openssl and python3-slixmpp")
class ChatRooms(BoxTestCase):

    def setUp(self):
        BoxTestCase.setUp(self)
        self.box.python = PYTHON
        self.folder = self.root + "/prosody"
        os.mkdir(self.folder)
        unused = socket.socket()
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        unused.close()
        self.server.config["xmpp"] = {"domain": "localhost", "server": "127.0.0.1", "port": port, "username": "ztp",
                                      "password": "chatterbox", "rooms": ["ztp", "noc"]}
        for name, text in (("prosody.cfg.lua", CONFIGURATION), ("mod_note_messages.lua", NOTE_MESSAGES)):
            with io.open(os.path.join(self.folder, name), "w") as output:
                output.write(text % {"root": self.root, "port": port})
        self.call("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
                  "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem")
        self.call("prosodyctl", "--config", "prosody.cfg.lua", "register", "ztp", "localhost", "chatterbox")
        self.prosody = subprocess.Popen([find("prosody"), "--config", "prosody.cfg.lua", "-F"], cwd=self.folder)
        self.addCleanup(self.prosody.wait)
        self.addCleanup(self.prosody.terminate)
        self.await_port(port)

    def call(self, *command):
        subprocess.check_output((find(command[0]),) + command[1:], cwd=self.folder, stderr=subprocess.STDOUT)

    def await_port(self, port):
        deadline = time.time() + 30
        while time.time() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except EnvironmentError:
                time.sleep(0.05)
        self.fail("prosody did not start")

    def boot_with_chat(self, actions):
        return self.boot(actions, environment={"SSL_CERT_FILE": self.folder + "/cert.pem"})

    def messages(self):
        with io.open(self.folder + "/messages", encoding="utf-8") as notes:
            return notes.read().splitlines()

    def test_each_room_gets_each_line_up_to_the_last(self):
        self.assert_provisioned(self.boot_with_chat([{"action": "sets_config"}]))
        for room in ("ztp", "noc"):
            lines = [line for line in self.messages() if line.startswith(room + "@conference.localhost ")]
            self.assertIn("JPE12345678: ", lines[0])
            self.assertTrue([line for line in lines if "action 1 of 1: sets_config: done" in line])
            self.assertTrue(lines[-1].endswith("ZTP bootstrap completed successfully!"), lines)

    def test_rooms_that_want_only_what_matters_get_the_texts_of_the_actions_and_the_outcome(self):
        self.server.config["xmpp"]["msg_type"] = "info"
        outcome = self.boot_with_chat([{"action": "missing", "onstart": "here we go", "onfailure": "call me"}])
        self.assert_failed(outcome)
        lines = [line.split(" - ", 1)[1] for line in self.messages() if line.startswith("ztp@")]
        self.assertEqual(lines[:2], ["missing: here we go", "missing: call me"])
        self.assertTrue(lines[2].startswith("Bootstrap process failed: action missing failed: "), lines)

    def test_server_whose_certificate_is_not_trusted_gets_nothing(self):
        outcome = self.boot([{"action": "sets_config"}])
        self.assert_provisioned(outcome)
        self.assertIn("its certificate is not trusted", outcome.text)
        self.assertFalse(os.path.exists(self.folder + "/messages"))


if __name__ == "__main__":
    unittest.main()
