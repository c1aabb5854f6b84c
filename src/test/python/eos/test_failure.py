import io
import os
import signal
import stat
import unittest

from box_test_case import BoxTestCase

# Does to flash whatever an action can do to it, and then fails unless it is told not to.
RAVAGES = """
import os
import shutil

def main(attributes):
    node = attributes.get("NODE")
    flash = node.flash()
    node.append_startup_config_lines(["hostname new"])
    node.append_rc_eos_lines(["echo new"])
    os.mkdir(flash + "/.extensions")
    for name in ("boot-extensions", "boot-config", ".extensions/new.rpm", ".extensions/old.rpm", "new"):
        with open(os.path.join(flash, name), "w") as output:
            output.write("new")
    os.makedirs(flash + "/a/new/folder")
    open(flash + "/a/new/folder/file", "w").close()
    os.remove(flash + "/removed")
    shutil.rmtree(flash + "/folder")
    os.remove(flash + "/link")
    os.remove(flash + "/turned")
    os.mkdir(flash + "/turned")
    open(flash + "/turned/inner", "w").close()
    os.symlink("elsewhere", flash + "/newlink")
    node.retrieve_url("files/image", flash + "/old.swi")
    if attributes.get("fails", True):
        raise RuntimeError("on purpose")
"""

WAITS = """
import time

def main(attributes):
    node = attributes.get("NODE")
    node.append_startup_config_lines(["hostname new"])
    try:
        node.log_msg("now waiting")
        time.sleep(60)
    except Exception:
        node.log_msg("swallowed")
"""


class Failure(BoxTestCase):

    def setUp(self):
        BoxTestCase.setUp(self)
        self.server.extra_actions.update(ravages=RAVAGES, waits=WAITS)
        self.server.files["image"] = b"a new image"
        self.put_on_flash("startup-config", b"hostname old\n")
        self.put_on_flash("rc.eos", b"#!/bin/bash\n")
        self.put_on_flash("boot-extensions", b"old.rpm\n")
        self.put_on_flash(".extensions/old.rpm", b"old rpm")
        self.put_on_flash("boot-config", b"SWI=flash:/old.swi\n")
        self.put_on_flash("removed", b"to be removed")
        self.put_on_flash("folder/inner/file", b"deep")
        self.put_on_flash("turned", b"a file")
        self.put_on_flash("old.swi", b"an old image" * 200000)
        os.chmod(self.put_on_flash("script", b"#!/bin/sh\n"), 0o754)
        os.symlink("script", self.box.flash + "/link")
        self.before = self.picture()

    def picture(self):
        """Flash with content, kinds and permissions."""
        kinds = {}
        for path in self.box.read_flash():
            mode = os.lstat(os.path.join(self.box.flash, path)).st_mode
            kinds[path] = (stat.S_IFMT(mode), stat.S_IMODE(mode) if stat.S_ISREG(mode) else None)
        return self.box.read_flash(), kinds

    def test_flash_is_what_it_was_before(self):
        self.assert_failed(self.boot([{"action": "ravages"}]), "action ravages failed: on purpose")
        self.assertEqual(self.picture(), self.before)

    def test_switch_starts_without_its_old_configuration(self):
        outcome = self.boot([{"action": "sets_config"}])
        self.assert_provisioned(outcome)
        self.assertEqual(outcome.startup_config, "hostname leaf1\n")
        for name in ("rc.eos", "boot-extensions", ".extensions", ".extensions/old.rpm"):
            self.assertNotIn(name, outcome.flash)

    def test_success_leaves_what_the_actions_made(self):
        outcome = self.boot([{"action": "ravages", "attributes": {"fails": False}}])
        self.assert_provisioned(outcome)
        self.assertEqual(outcome.flash["old.swi"], b"a new image")
        self.assertEqual(outcome.startup_config, "hostname new\n")
        self.assertNotIn(".ztp-replaced", outcome.flash)

    def test_failure_before_anything_was_changed_leaves_flash_alone(self):
        self.assert_failed(self.boot([{"action": "unknown"}]))
        self.assertEqual(self.picture(), self.before)

    def test_nothing_is_left_in_the_temporary_folder(self):
        self.boot([{"action": "ravages"}])
        self.assertEqual(os.listdir(self.root + "/tmp"), ["bootstrap"])

    def test_big_file_that_an_action_changed_by_itself_is_named(self):
        self.server.extra_actions["overwrites"] = (
            "def main(attributes):\n"
            "    open(attributes.get('NODE').flash() + '/old.swi', 'w').close()\n"
            "    raise RuntimeError('on purpose')\n")
        outcome = self.boot([{"action": "overwrites"}])
        self.assert_failed(outcome, "on purpose")
        self.assertIn("/mnt/flash/old.swi was changed or removed, and was too big to keep a copy of", outcome.text)

    def test_log_file_on_flash_survives(self):
        self.server.config["logging"] = [{"destination": "file:/mnt/flash/logs/ztp.log", "level": "INFO"}]
        os.mkdir(self.box.flash + "/logs")
        outcome = self.boot([{"action": "ravages"}])
        self.assertIn("action ravages failed: on purpose", outcome.flash["logs/ztp.log"].decode("utf-8"))

    def test_sigterm_counts_as_failure(self):
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            process = self.start([{"action": "waits"}])
            seen = self.read_until(process, "now waiting")
            process.send_signal(number)
            outcome = self.box.wait(process)
            self.assert_failed(outcome)
            self.assertNotIn("swallowed", outcome.text)
            self.assertEqual(self.picture(), self.before, seen + outcome.text)

    def test_script_that_an_action_runs_ends_with_the_bootstrap(self):
        os.mkfifo(self.root + "/alive")
        self.server.files["script"] = (
            "#!/bin/sh\nexec 3> %s/alive\necho started >&3\nsleep 60\n" % self.root).encode("ascii")
        process = self.start([{"action": "run_bash_script", "attributes": {"url": "files/script"}}])
        with io.open(self.root + "/alive", "rb") as alive:
            self.assertEqual(alive.readline(), b"started\n")
            process.terminate()
            self.assertEqual(alive.read(), b"")  # nobody holds the other end any more
        self.assert_failed(self.box.wait(process), "ended by signal 15")

    @staticmethod
    def read_until(process, text):
        seen = ""
        while text not in seen:
            line = process.stdout.readline().decode("utf-8")
            if not line:
                raise AssertionError("the bootstrap ended early: " + seen)
            seen += line
        return seen

    def test_option_n_keeps_the_old_configuration_and_puts_the_new_one_beside_it(self):
        for option in ("-n", "--no-flash-factory-restore"):
            outcome = self.boot([{"action": "sets_config"}], [option])
            self.assert_provisioned(outcome)
            self.assertEqual(outcome.startup_config, "hostname old\n")
            self.assertEqual(outcome.flash["startup-config.ztp"], b"hostname leaf1\n")
            self.assertEqual(outcome.flash[".extensions/old.rpm"], b"old rpm")

    def test_option_n_removes_nothing_after_a_failure(self):
        outcome = self.boot([{"action": "ravages"}], ["-n"])
        self.assert_failed(outcome, "on purpose")
        self.assertEqual(outcome.startup_config, "hostname old\n")
        self.assertEqual(outcome.flash["startup-config.ztp"], b"hostname new\n")
        self.assertEqual(outcome.flash["rc.eos"], b"#!/bin/bash\n")
        self.assertEqual(outcome.flash["rc.eos.ztp"], b"#!/bin/bash\necho new\n")
        self.assertEqual(outcome.flash["boot-extensions.ztp"], b"new")
        self.assertEqual(outcome.flash[".extensions.ztp/new.rpm"], b"new")
        self.assertEqual(outcome.flash[".extensions/old.rpm"], b"old rpm")
        self.assertEqual(outcome.flash["a/new/folder/file"], b"")

    def test_action_that_exits_with_a_status_fails(self):
        self.server.extra_actions["exits"] = "import sys\ndef main(attributes):\n    sys.exit(3)\n"
        self.assert_failed(self.boot([{"action": "exits"}]), "action exits failed: it ended with status 3")
        self.assertEqual(self.picture(), self.before)


if __name__ == "__main__":
    unittest.main()
