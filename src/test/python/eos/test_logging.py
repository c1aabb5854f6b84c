import io
import json
import os
import re
import socket
import unittest

from box_test_case import BoxTestCase
from switch_box import SyslogDaemon

STAMP = r"[A-Z][a-z]{2} [ 1-3]\d \d\d:\d\d:\d\d"

LEAKS = """
def main(attributes):
    node = attributes.get("NODE")
    node.log_msg("all attributes: %s" % sorted(map(str, attributes.copy().values())))
    node.log_msg("url: http://robot:%s@example.com" % attributes.get("passwd"))
    node.bash_cmds(["echo " + attributes.get("passwd"), "echo %s >&2" % attributes.get("passwd")])
    node.api_config_cmds(["username robot secret kitchensink", "bogus secret kitchensink"])
"""


class SyslogAndFiles(BoxTestCase):

    def test_syslog_server_gets_each_line_as_rfc_3164_has_it(self):
        daemon = SyslogDaemon(("127.0.0.1", 0), socket.AF_INET)
        self.addCleanup(daemon.close)
        self.server.config["logging"] = [{"destination": "127.0.0.1:%d" % daemon.address[1], "level": "DEBUG"}]
        self.assert_provisioned(self.boot([{"action": "sets_config"}]))
        lines = daemon.received()
        for line in lines:
            self.assertTrue(re.match(r"<\d+>" + STAMP + r" \S+ ztpbootstrap\[\d+\]: \S", line), line)
        self.assertTrue(re.match(r"<14>.* JPE12345678 ztpbootstrap\[\d+\]: ZTP bootstrap completed successfully!\Z",
                                 lines[-1]), lines[-1])

    def test_syslog_server_gets_only_the_levels_that_it_wants(self):
        daemon = SyslogDaemon(("127.0.0.1", 0), socket.AF_INET)
        self.addCleanup(daemon.close)
        self.server.config["logging"] = [{"destination": "127.0.0.1:%d" % daemon.address[1], "level": "ERROR"}]
        self.assert_failed(self.boot([{"action": "missing"}]))
        lines = daemon.received()
        self.assertEqual(len(lines), 1)
        self.assertTrue(lines[0].startswith("<11>"), lines)
        self.assertIn("Bootstrap process failed: action missing failed: ", lines[0])

    def test_local_syslog_is_on_by_default(self):
        self.assert_provisioned(self.boot([{"action": "sets_config"}]))
        lines = self.box.syslog()
        self.assertTrue(re.match("<14>" + STAMP + r" ztpbootstrap\[\d+\]: ZTP bootstrap completed", lines[-1]), lines)

    def test_switch_without_a_local_syslog_is_provisioned_as_well(self):
        os.rename(self.root + "/dev", self.root + "/nothing")
        self.addCleanup(os.rename, self.root + "/nothing", self.root + "/dev")
        outcome = self.boot([{"action": "sets_config"}])
        self.assert_provisioned(outcome)
        self.assertIn("no local syslog: No such file or directory", outcome.text)

    def test_file_gets_the_levels_that_it_wants_and_the_reason_last(self):
        self.server.config["logging"] = [{"destination": "file:/tmp/ztp.log", "level": "ERROR"},
                                         {"destination": "file:/tmp/all.log"}]
        outcome = self.boot([{"action": "missing"}])
        self.assert_failed(outcome)
        with io.open(self.root + "/tmp/ztp.log", encoding="utf-8") as log:
            lines = log.read().splitlines()
        self.assertEqual(len(lines), 1)
        self.assertTrue(lines[0].endswith(outcome.last_line.split(" ERROR ")[1]), lines)
        with io.open(self.root + "/tmp/all.log", encoding="utf-8") as log:
            self.assertIn("DEBUG", log.read())

    def test_logs_that_can_not_be_opened_are_named_and_the_bootstrap_goes_on(self):
        self.server.config["logging"] = [
            {"destination": "no-such-host.invalid", "level": "INFO"}, {"destination": "192.0.2.1:nonsense"},
            {"destination": "file:/no/such/folder/log"}, {"level": "INFO"}, "text",
            {"destination": "127.0.0.1:9", "level": "CHATTY"}]
        outcome = self.boot([{"action": "sets_config"}])
        self.assert_provisioned(outcome)
        self.assertEqual(outcome.text.count("can't log to "), 5, outcome.text)
        self.assertIn("the log level of 127.0.0.1:9 in bootstrap.conf is 'CHATTY'", outcome.text)

    def test_syslog_server_that_does_not_listen_is_no_trouble(self):
        unused = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        unused.close()
        self.server.config["logging"] = [{"destination": "127.0.0.1:%d" % port, "level": "DEBUG"}]
        outcome = self.boot([{"action": "sets_config"}])
        self.assert_provisioned(outcome)
        self.assertNotIn("no longer logging", outcome.text)

    def test_text_of_several_lines_makes_several_lines_without_control_characters(self):
        self.server.extra_actions["talks"] = (
            "def main(attributes):\n    attributes.get('NODE').log_msg('one\\ntwo\\x1b[31m')\n")
        outcome = self.boot([{"action": "sets_config"}, {"action": "talks"}])
        said = [line.split("JPE12345678: ")[-1] for line in outcome.output]
        self.assertEqual(said[said.index("one") + 1], "two?[31m")


class SecretsStaySecret(BoxTestCase):

    def test_no_log_and_no_progress_has_a_secret(self):
        daemon = SyslogDaemon(("127.0.0.1", 0), socket.AF_INET)
        self.addCleanup(daemon.close)
        self.server.extra_actions["leaks"] = LEAKS
        self.server.config["logging"] = [{"destination": "127.0.0.1:%d" % daemon.address[1], "level": "DEBUG"},
                                         {"destination": "file:/tmp/ztp.log", "level": "DEBUG"}]
        self.server.config["xmpp"] = {"domain": "127.0.0.1", "username": "ztp", "password": "chatterbox",
                                      "rooms": ["ztp"], "port": 1}
        outcome = self.boot_with("leaks", passwd="opensesame", variables={"enable_secret": ["deep one"]})
        self.assert_failed(outcome, "bogus secret ******")
        with io.open(self.root + "/tmp/ztp.log", encoding="utf-8") as log:
            everything = outcome.text + log.read() + "".join(daemon.received() + self.box.syslog())
        everything += json.dumps(self.server.progress)
        for secret in ("opensesame", "deep one", "kitchensink", "chatterbox"):
            self.assertNotIn(secret, everything)
        self.assertIn("http://robot:******@example.com", everything)


class OldEosSecrets(BoxTestCase):
    eos_version = "4.13.9M"

    def test_password_for_eapi_is_new_each_time_and_in_no_log(self):
        outcomes = [self.boot([{"action": "sets_config"}]) for _ in range(2)]
        lines = [line for line in self.box.notes("fast_cli") if line.startswith("username ztps secret ")]
        self.assertEqual(len(set(lines)), 2)
        everything = "".join([outcome.text for outcome in outcomes] + self.box.syslog())
        for line in lines:
            self.assertNotIn(line.split()[3], everything)


class Xmpp(BoxTestCase):

    def test_switch_without_an_xmpp_library_says_so_and_goes_on(self):
        os.mkdir(self.root + "/hidden")
        for name in ("sleekxmpp", "slixmpp"):
            with io.open("%s/hidden/%s.py" % (self.root, name), "w") as module:
                module.write(u"raise ImportError('hidden')\n")
        self.server.config["xmpp"] = {"domain": "im.example.com", "username": "ztp", "password": "chatterbox",
                                      "rooms": ["ztp"]}
        outcome = self.boot([{"action": "sets_config"}], environment={"PYTHONPATH": self.root + "/hidden"})
        self.assert_provisioned(outcome)
        self.assertIn("no XMPP logging: this switch has neither sleekxmpp nor slixmpp", outcome.text)

    def test_incomplete_settings_are_named(self):
        for settings, complaint in (
                ({"domain": "im.example.com", "username": "ztp"}, "bootstrap.conf has no xmpp password, rooms"),
                ({"domain": "d", "username": "u", "password": "chatterbox", "rooms": ["r"], "msg_type": "loud"},
                 "msg_type in bootstrap.conf is 'loud', not debug or info"),
                ({"domain": "d", "username": "u", "password": "chatterbox", "rooms": "ztp"},
                 "xmpp rooms in bootstrap.conf is no list"),
                (["rooms"], "AttributeError")):
            self.server.config["xmpp"] = settings
            outcome = self.boot([{"action": "sets_config"}])
            self.assert_provisioned(outcome)
            self.assertIn("no XMPP logging: " + complaint, outcome.text)


if __name__ == "__main__":
    unittest.main()
