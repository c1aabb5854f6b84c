"""What the tests of the bootstrap script share: a server, and a switch in a box."""
import io
import os
import shutil
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "switch", "eos"))

from fake_ztp_server import ZtpServer  # noqa: E402
from switch_box import SwitchBox  # noqa: E402

SETS_CONFIG = """
def main(attributes):
    attributes.get("NODE").append_startup_config_lines(["hostname leaf1"])
"""


class BoxTestCase(unittest.TestCase):
    """One server, one switch, and a definition that is good unless the test says otherwise."""

    eos_version = "4.28.3M"

    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="ztp-box-")
        self.addCleanup(shutil.rmtree, self.root)
        self.server = ZtpServer()
        self.addCleanup(self.server.stop)
        self.box = SwitchBox(self.root, version=self.eos_version)
        self.addCleanup(self.box.close)
        self.server.extra_actions["sets_config"] = SETS_CONFIG

    def put_on_flash(self, name, content):
        path = os.path.join(self.box.flash, name)
        if not os.path.isdir(os.path.dirname(path)):
            os.makedirs(os.path.dirname(path))
        with io.open(path, "wb") as output:
            output.write(content)
        return path

    def start(self, actions=None, arguments=(), **options):
        if actions is not None:
            self.server.definition = {"name": "test", "actions": actions}
        script = self.box.fetch_bootstrap(self.server.url)
        return self.box.start(script, arguments, **options)

    def boot(self, actions=None, arguments=(), **options):
        """Boots the switch; returns the outcome."""
        return self.box.wait(self.start(actions, arguments, **options))

    def boot_with(self, action, **attributes):
        """Boots with one action, after one that makes a startup-config."""
        return self.boot([{"action": "sets_config"}, {"action": action, "attributes": attributes}])

    def assert_provisioned(self, outcome):
        self.assertEqual((outcome.status, outcome.last_line.split(": ")[-1]),
                         (0, "ZTP bootstrap completed successfully!"), outcome.text)

    def assert_failed(self, outcome, *reasons):
        self.assertEqual(outcome.status, 1, outcome.text)
        self.assertIn("Bootstrap process failed: ", outcome.last_line, outcome.text)
        for reason in reasons:
            self.assertIn(reason, outcome.last_line, outcome.text)
