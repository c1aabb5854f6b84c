"""Actions written for other ZTP clients: the node API that they were promised, and the modules that they import."""
import io
import json
import unittest

from box_test_case import BoxTestCase

EXPLORES = """
import io
import json
from six import raise_from, PY2, PY3, text_type, binary_type

def main(attributes):
    node = attributes.get("NODE")
    seen = {}
    seen["version"] = node.api_enable_cmds(["show version"])[0]["version"]
    seen["text"] = node.api_enable_cmds(["show clock", "show clock"], text_format=True)
    seen["none"] = node.api_enable_cmds([])
    seen["config"] = node.api_config_cmds(["interface Ethernet1", "shutdown"])
    seen["system"] = node.system()
    seen["neighbors"] = node.neighbors()
    seen["details"] = node.details()
    seen["paths"] = [node.flash(), node.rc_eos(), node.startup_config()]
    seen["server"] = node.server_address()
    seen["had_config"] = node.has_startup_config()
    node.append_startup_config_lines(["hostname x", "!"])
    node.append_startup_config_lines(["ip routing"])
    seen["has_config"] = node.has_startup_config()
    node.append_rc_eos_lines(["echo one"])
    node.append_rc_eos_lines(["echo two"])
    seen["loose"] = node.substitute("$a $b", {"a": 1}, False)
    try:
        node.substitute("$a $b", {"a": 1})
    except RuntimeError as error:
        seen["strict"] = str(error)
    seen["fine"] = node.bash_cmds(["true", "exit 0"])
    command, code, out, err = node.bash_cmds(["true", "echo out; echo err >&2; exit 3", "false"])
    seen["failed"] = [command, code, out.decode("ascii"), err.decode("ascii")]
    seen["defaults"] = [attributes.get("x"), attributes.get("x", 5), attributes.get("nothing", 5)]
    seen["copy"] = sorted(attributes.copy())
    seen["six"] = PY2 != PY3 and isinstance(u"", text_type) and isinstance(b"", binary_type)
    node.retrieve_url("files/x", node.flash() + "/x")
    node.log_msg("explored")
    node.log_msg("but", error=True)
    with io.open(node.flash() + "/seen", "wb") as output:
        output.write(json.dumps(seen).encode("utf-8"))
"""

WRAPS = """
from six import raise_from

def main(attributes):
    try:
        attributes.get("NODE").retrieve_url(attributes.get("url"), "/tmp/never-there")
    except Exception as exc:
        raise_from(RuntimeError("no config"), exc)
"""


class NodeApi(BoxTestCase):

    def test_action_finds_the_whole_node_api(self):
        self.server.extra_actions["explores"] = EXPLORES
        self.server.files["x"] = b"content"
        self.box.switch["neighbors"] = {"Ethernet1": [{"device": "spine1", "port": "Ethernet7"}]}
        outcome = self.boot([{"action": "explores", "attributes": {"nothing": None, "url": "u"}}])
        self.assert_provisioned(outcome)
        seen = json.loads(outcome.flash["seen"].decode("utf-8"))
        system = {"model": "DCS-7050QX-32", "version": "4.28.3M", "serialnumber": "JPE12345678",
                  "systemmac": "00:1c:73:0c:0f:fe"}
        neighbors = {"neighbors": {"Ethernet1": [{"device": "spine1", "port": "Ethernet7"}]}}
        clock = "Mon Jan  1 00:00:00 2024\nTimezone: UTC\n"
        self.assertEqual(seen, {
            "version": "4.28.3M", "text": [clock, clock], "none": [], "config": [{}, {}], "system": system,
            "neighbors": neighbors, "details": dict(system, **neighbors),
            "paths": [self.box.flash, self.box.flash + "/rc.eos", self.box.flash + "/startup-config"],
            "server": self.server.url, "had_config": False, "has_config": True, "loose": "1 $b",
            "strict": "Unable to perform variable substitution - 'b' missing from list of substitutions",
            "fine": [None, None, None, None],
            "failed": ["echo out; echo err >&2; exit 3", 3, "out\n", "err\n"],
            "defaults": [None, 5, None], "copy": ["NODE", "nothing", "url"], "six": True})
        self.assertEqual(outcome.startup_config, "hostname x\n!\nip routing\n")
        self.assertEqual(outcome.flash["rc.eos"], b"#!/bin/bash\necho one\necho two\n")
        self.assertEqual(outcome.flash["x"], b"content")
        self.assertIn("INFO JPE12345678: explored", outcome.text)
        self.assertIn("ERROR JPE12345678: but", outcome.text)

    def test_reason_behind_an_action_s_own_error_is_logged_too(self):
        self.server.extra_actions["wraps"] = WRAPS
        self.assert_failed(self.boot([{"action": "wraps", "attributes": {"url": "files/gone"}}]),
                           "action wraps failed: no config: ", "files/gone: status 404")

    def test_action_finds_six_also_where_it_is_not_installed(self):
        with io.open(self.root + "/tmp/six.py", "w") as hidden:
            hidden.write(u"raise ImportError('hidden')\n")
        self.server.extra_actions["explores"] = EXPLORES
        self.server.files["x"] = b""
        self.assert_provisioned(self.boot([{"action": "explores"}], environment={"PYTHONPATH": self.root + "/tmp"}))


if __name__ == "__main__":
    unittest.main()
