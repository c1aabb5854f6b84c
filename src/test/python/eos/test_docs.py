"""docs/actions.md: one section for each action, its attributes as the code has them, and examples that work."""
import os
import re
import unittest

from box_test_case import BoxTestCase
from dataroot import DATA_ROOT, read
from smtp_stand_in import MailServer

try:
    import yaml
except ImportError:
    yaml = None

MANUAL = read(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "..", "docs", "actions.md").decode("utf-8")
ACTIONS = sorted(os.listdir(os.path.join(DATA_ROOT, "actions")))


def sections():
    """The text below each heading of the second level."""
    parts = re.split(r"^## (.+)\n", MANUAL, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def blocks(section, kind):
    """The fenced blocks of a section whose language is of a kind, each with what stands behind the language."""
    return re.findall(r"^```%s (\S+)\n(.*?)^```$" % kind, section, flags=re.MULTILINE | re.DOTALL)


class Manual(unittest.TestCase):

    def test_each_action_has_a_section_and_an_example(self):
        for action in ACTIONS:
            self.assertEqual([word for word, _ in blocks(sections()[action], "yaml")], ["definition"], action)

    def test_attributes_are_those_that_the_action_reads(self):
        for action in ACTIONS:
            source = read(DATA_ROOT, "actions", action).decode("utf-8")
            in_code = set(re.findall(r"attributes\.get\(\"(\w+)\"", source)) - set(["NODE"])
            in_manual = re.findall(r"^\| `(\w+)` \|", sections()[action], flags=re.MULTILINE)
            self.assertEqual(sorted(in_manual), sorted(in_code), action)

    def test_node_api_is_that_of_the_script(self):
        script = read(DATA_ROOT, "bootstrap", "bootstrap").decode("utf-8")
        node = script[script.index("class Node("):script.index("class Attributes(")]
        in_code = re.findall(r"^    def ([a-z]\w*)\(", node, flags=re.MULTILINE)
        rows = re.findall(r"^\| (`\w+\(.*?) \|", sections()["Your own actions"], flags=re.MULTILINE)
        in_manual = [name for row in rows for name in re.findall(r"`(\w+)\(", row)]
        self.assertEqual(sorted(in_manual), sorted(in_code))


@unittest.skipUnless(yaml, "needs PyYAML")
class Examples(BoxTestCase):

    def test_each_example_provisions_a_switch(self):
        mail = MailServer()
        self.addCleanup(mail.stop)
        for action in ACTIONS:
            section = sections()[action]
            self.server.files = dict((path[len("files/"):], text.encode("utf-8"))
                                     for path, text in blocks(section, "text"))
            self.server.definition = yaml.safe_load(
                blocks(section, "yaml")[0][1].replace("smtp.example.com", mail.address))
            outcome = self.boot()
            self.assert_provisioned(outcome)
            self.assertIn(": %s (" % action, outcome.text)
        self.assertEqual(len(mail.messages), 1)


if __name__ == "__main__":
    unittest.main()
