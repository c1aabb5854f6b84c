import io
import os
import re
import stat
import subprocess
import unittest
from email import message_from_string
from email.header import decode_header

from box_test_case import BoxTestCase
from smtp_stand_in import MailServer


class AddConfig(BoxTestCase):

    def setUp(self):
        BoxTestCase.setUp(self)
        self.server.files["template"] = u"interface $port\n   description \u00fcber $$5 to $peer\n".encode("utf-8")

    def test_configuration_is_added_with_its_variables_filled_in(self):
        outcome = self.boot_with("add_config", url="files/template", variables={"port": "Ethernet1", "peer": "spine1"})
        self.assert_provisioned(outcome)
        self.assertEqual(outcome.startup_config,
                         u"hostname leaf1\ninterface Ethernet1\n   description \u00fcber $5 to spine1\n")

    def test_variable_without_a_value_stays_when_loose(self):
        outcome = self.boot_with("add_config", url="files/template", variables={"port": "Ethernet1", "peer": None})
        self.assertIn(u"\u00fcber $5 to $peer", outcome.startup_config)

    def test_variable_without_a_value_fails_when_strict(self):
        outcome = self.boot_with("add_config", url="files/template", substitution_mode="strict",
                                 variables={"port": "Ethernet1"})
        self.assert_failed(outcome, "action add_config failed: ", "'peer' missing from list of substitutions")

    def test_bad_attributes_are_named(self):
        self.assert_failed(self.boot_with("add_config"), "attribute 'url' is missing")
        self.assert_failed(self.boot_with("add_config", url="files/template", variables=["x"]),
                           "attribute 'variables' is no map")
        self.assert_failed(self.boot_with("add_config", url="files/template", substitution_mode="lax"),
                           "attribute 'substitution_mode' is 'lax', not loose or strict")

    def test_pieces_follow_each_other_line_by_line(self):
        self.server.files["a"], self.server.files["b"] = b"a1\na2", b"b1\n\n"
        outcome = self.boot([{"action": "add_config", "attributes": {"url": "files/" + name}} for name in "ab"])
        self.assertEqual(outcome.startup_config, "a1\na2\nb1\n")


class ReplaceConfig(BoxTestCase):

    def test_file_takes_the_place_of_the_startup_config(self):
        self.server.files["config"] = b"hostname $new\r\n"
        outcome = self.boot_with("replace_config", url="files/config")
        self.assert_provisioned(outcome)
        self.assertEqual(outcome.startup_config, "hostname $new\r\n")

    def test_configuration_that_the_server_keeps_for_the_node_is_checked_too(self):
        self.server.startup_configs["JPE12345678"] = b"hostname kept\n"
        outcome = self.boot([{"action": "replace_config", "attributes": {
            "url": self.server.url + "/nodes/JPE12345678/startup-config"}}])
        self.assert_provisioned(outcome)
        self.assertEqual(outcome.startup_config, "hostname kept\n")
        self.assertIn("meta/nodes/JPE12345678/startup-config", self.server.paths())

    def test_missing_url_is_named(self):
        self.assert_failed(self.boot_with("replace_config"), "attribute 'url' is missing")


class CopyFile(BoxTestCase):

    def setUp(self):
        BoxTestCase.setUp(self)
        self.server.files["scripts/hello"] = b"new"

    def copy(self, **attributes):
        return self.boot_with("copy_file", src_url="files/scripts/hello", **attributes)

    def mode_of(self, path):
        return stat.S_IMODE(os.stat(os.path.join(self.root, path)).st_mode)

    def test_file_goes_to_flash_at_once_with_its_mode(self):
        outcome = self.copy(dst_url="/mnt/flash/scripts/", mode=750)
        self.assert_provisioned(outcome)
        self.assertEqual(outcome.flash["scripts/hello"], b"new")
        self.assertEqual(self.mode_of("mnt/flash/scripts/hello"), 0o750)
        self.assertNotIn("rc.eos", outcome.flash)

    def test_file_goes_to_persistent_storage_at_once(self):
        self.assert_provisioned(self.copy(dst_url="/persist/local"))
        self.assertTrue(os.path.isfile(self.root + "/persist/local/hello"))

    def test_file_that_is_there_is_replaced_kept_or_backed_up(self):
        for overwrite, expected, backup in ((None, b"new", None), ("replace", b"new", None),
                                            ("if-missing", b"old", None), ("backup", b"new", b"old")):
            self.put_on_flash("hello", b"old")
            outcome = self.copy(dst_url="/mnt/flash", overwrite=overwrite)
            self.assert_provisioned(outcome)
            self.assertEqual((outcome.flash["hello"], outcome.flash.get("hello.backup")), (expected, backup), overwrite)

    def test_file_for_elsewhere_is_copied_at_every_boot(self):
        for overwrite, expected, backup in (("replace", b"new", None), ("if-missing", b"old", None),
                                            ("backup", b"new", b"old")):
            folder = os.path.join(self.root, overwrite)
            os.mkdir(folder)
            for dst_url, path in ((folder, folder + "/hello"), (folder + "/", folder + "/hello"),
                                  (folder + "/file", folder + "/file")):
                with io.open(path, "wb") as output:
                    output.write(b"old")
                outcome = self.copy(dst_url=dst_url, overwrite=overwrite, mode=640)
                self.assert_provisioned(outcome)
                self.run_rc_eos()
                with io.open(path, "rb") as content:
                    self.assertEqual(content.read(), expected)
                self.assertEqual(os.path.exists(path + ".backup"), backup is not None)
                if expected == b"new":
                    self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o640)

    def test_missing_file_is_copied_at_boot_whatever_overwrite_says(self):
        for overwrite in ("replace", "if-missing", "backup"):
            path = os.path.join(self.root, overwrite)
            self.copy(dst_url=path, overwrite=overwrite)
            self.run_rc_eos()
            self.assertTrue(os.path.isfile(path))

    def run_rc_eos(self):
        environment = dict(os.environ, ZTPS_STAND_IN=self.root + "/stand-in",
                           PATH=self.root + "/stand-in/bin" + os.pathsep + os.environ["PATH"])
        subprocess.call(["bash", self.box.flash + "/rc.eos"], env=environment)

    def test_bad_attributes_are_named(self):
        self.assert_failed(self.boot_with("copy_file", dst_url="/mnt/flash"), "attribute 'src_url' is missing")
        self.assert_failed(self.boot_with("copy_file", src_url="files/x"), "attribute 'dst_url' is missing")
        self.assert_failed(self.copy(dst_url="/mnt/flash", overwrite="never"), "attribute 'overwrite' is 'never'")
        self.assert_failed(self.copy(dst_url="/mnt/flash", mode="rwx"), "attribute 'mode' is 'rwx'")

    def test_folder_that_only_begins_like_a_lasting_one_does_not_last(self):
        outcome = self.copy(dst_url="/mnt/flash2/x")
        self.assertIn("dst='/mnt/flash2/x'", outcome.flash["rc.eos"].decode("utf-8"))


class InstallImage(BoxTestCase):

    def setUp(self):
        BoxTestCase.setUp(self)
        self.server.files["images/EOS64.swi"] = b"image"

    def install(self, version, **attributes):
        return self.boot_with("install_image", url="files/images/EOS64.swi", version=version, **attributes)

    def test_image_is_downloaded_and_booted_from(self):
        outcome = self.install("4.30.1M")
        self.assert_provisioned(outcome)
        self.assertEqual(outcome.flash["EOS-4.30.1M.swi"], b"image")
        self.assertEqual(outcome.flash["boot-config"], b"SWI=flash:/EOS-4.30.1M.swi\n")

    def test_image_may_keep_its_name(self):
        outcome = self.install("4.30.1M", image_name_from_url=True)
        self.assertEqual(outcome.flash["boot-config"], b"SWI=flash:/EOS64.swi\n")

    def test_version_that_runs_already_is_not_installed(self):
        outcome = self.install("4.28.3M")
        self.assert_provisioned(outcome)
        self.assertNotIn("files/images/EOS64.swi", self.server.paths())

    def test_older_version_is_installed_unless_downgrade_is_off(self):
        for downgrade in (False, "false", "no"):
            self.assert_provisioned(self.install("4.9.10M", downgrade=downgrade))
            self.assertNotIn("files/images/EOS64.swi", self.server.paths())
        self.assertIn("EOS-4.9.10M.swi", self.install("4.9.10M").flash)

    def test_newer_version_is_installed_although_downgrade_is_off(self):
        self.assertIn("EOS-4.28.10M.swi", self.install("4.28.10M", downgrade=False).flash)

    def test_image_that_eos_refuses_fails_and_is_removed(self):
        self.server.extra_actions["install_image"] = (
            "def main(attributes):\n"
            "    attributes.get('NODE').api_enable_cmds(['install source flash:missing.swi'])\n")
        outcome = self.install("4.30.1M")
        self.assert_failed(outcome, "eAPI: CLI command 2 of 2 'install source flash:missing.swi' failed: ",
                           "No such file or directory")
        self.assertEqual(outcome.flash, {})

    def test_bad_attributes_are_named(self):
        self.assert_failed(self.boot_with("install_image", version="1"), "attribute 'url' is missing")
        self.assert_failed(self.boot_with("install_image", url="files/x"), "attribute 'version' is missing")
        self.assert_failed(self.install("newest", downgrade=False), "'newest' is no EOS version")


class InstallExtension(BoxTestCase):

    def test_extensions_are_kept_and_listed_for_the_next_boot(self):
        self.server.files["a.rpm"], self.server.files["b.swix"] = b"a", b"b"
        outcome = self.boot([{"action": "sets_config"}] + [
            {"action": "install_extension", "attributes": attributes} for attributes in (
                {"url": "files/a.rpm"}, {"url": "files/b.swix", "force": True}, {"url": "files/a.rpm"})])
        self.assert_provisioned(outcome)
        self.assertEqual((outcome.flash[".extensions/a.rpm"], outcome.flash[".extensions/b.swix"]), (b"a", b"b"))
        self.assertEqual(outcome.flash["boot-extensions"], b"b.swix force\na.rpm\n")

    def test_missing_url_is_named(self):
        self.assert_failed(self.boot_with("install_extension"), "attribute 'url' is missing")


class InstallCliPlugin(BoxTestCase):

    def test_plugin_is_kept_and_copied_at_every_boot(self):
        self.server.files["plugins/ShowRack.py"] = b"plugin"
        outcome = self.boot_with("install_cli_plugin", url="files/plugins/ShowRack.py")
        self.assert_provisioned(outcome)
        self.assertEqual(outcome.flash[".ztp-plugins/ShowRack.py"], b"plugin")
        rc_eos = outcome.flash["rc.eos"].decode("utf-8").replace("/usr/lib", self.root + "/usr/lib")
        folders = [self.root + "/usr/lib/python%s/site-packages/CliPlugin" % version for version in ("2.7", "3.9")]
        os.makedirs(folders[1])
        environment = dict(os.environ, ZTPS_STAND_IN=self.root + "/stand-in",
                           PATH=self.root + "/stand-in/bin" + os.pathsep + os.environ["PATH"])
        subprocess.call(["bash", "-c", rc_eos], env=environment)
        self.assertEqual(os.listdir(folders[1]), ["ShowRack.py"])

    def test_missing_url_is_named(self):
        self.assert_failed(self.boot_with("install_cli_plugin"), "attribute 'url' is missing")


class RunBashScript(BoxTestCase):

    def run_script(self, script, **attributes):
        self.server.files["script"] = script
        return self.boot_with("run_bash_script", url="files/script", **attributes)

    def test_script_runs_with_its_variables_filled_in(self):
        outcome = self.run_script(b"#!/bin/sh\nx=$word\necho \"it says $$x\"\n", variables={"word": "hello"})
        self.assert_provisioned(outcome)
        self.assertIn("it says hello", outcome.text)

    def test_script_that_fails_fails_with_what_it_complained_about(self):
        outcome = self.run_script(b"#!/bin/sh\necho out\necho no disk >&2\nexit 4\n")
        self.assert_failed(outcome, "action run_bash_script failed: files/script ended with status 4: no disk")

    def test_script_that_complains_but_succeeds_is_no_failure(self):
        outcome = self.run_script(b"#!/bin/sh\necho careful >&2\n")
        self.assert_provisioned(outcome)
        self.assertIn("WARNING JPE12345678: careful", outcome.text)

    def test_variable_without_a_value_fails(self):
        self.assert_failed(self.run_script(b"#!/bin/sh\necho $word\n"), "'word' missing")

    def test_missing_url_is_named(self):
        self.assert_failed(self.boot_with("run_bash_script"), "attribute 'url' is missing")


class RunCliCommands(BoxTestCase):

    def run_commands(self, commands, **attributes):
        self.server.files["commands"] = commands
        return self.boot_with("run_cli_commands", url="files/commands", **attributes)

    def test_commands_run_from_enable_mode_on(self):
        outcome = self.run_commands(b"configure\nclock timezone $zone\n\nend\nshow clock\n", variables={"zone": "UTC"})
        self.assert_provisioned(outcome)
        self.assertEqual(self.box.cli.commands[-5:], ["enable", "configure", "clock timezone UTC", "end", "show clock"])

    def test_command_that_eos_refuses_fails(self):
        self.assert_failed(self.run_commands(b"show version\nbogus\n"),
                           "eAPI: CLI command 3 of 3 'bogus' failed: invalid command: Invalid input")

    def test_variable_without_a_value_fails(self):
        self.assert_failed(self.run_commands(b"clock timezone $zone\n"), "'zone' missing")

    def test_missing_url_is_named(self):
        self.assert_failed(self.boot_with("run_cli_commands"), "attribute 'url' is missing")


class SendEmail(BoxTestCase):

    def setUp(self):
        BoxTestCase.setUp(self)
        self.mail = MailServer()
        self.addCleanup(self.mail.stop)

    def send(self, **attributes):
        values = {"smarthost": self.mail.address, "sender": "ztp@example.com", "receivers": ["a@example.com"]}
        values.update(attributes)
        return self.boot_with("send_email", **values)

    def test_message_has_all_that_was_asked_for(self):
        path = self.put_on_flash("notes", b"\x00binary\xff")
        self.assert_provisioned(self.send(
            receivers=["a@example.com", "b@example.com"], subject=u"n\u00e4chster", body=u"Gr\u00fc\u00dfe",
            attachments=[path], commands=["show version"]))
        sender, receivers, text = self.mail.messages[0]
        self.assertEqual((sender, receivers), ("ztp@example.com", ["a@example.com", "b@example.com"]))
        message = message_from_string(str(text))
        subject, charset = decode_header(message["Subject"])[0]
        self.assertEqual(subject.decode(charset), u"n\u00e4chster")
        body, version, notes = message.get_payload()
        self.assertEqual(body.get_payload(decode=True).decode("utf-8"), u"Gr\u00fc\u00dfe")
        self.assertEqual((version.get_filename(), notes.get_filename()), ("show_version.txt", "notes"))
        self.assertIn(b"Serial number: JPE12345678", version.get_payload(decode=True))
        self.assertEqual(notes.get_payload(decode=True), b"\x00binary\xff")

    def test_single_values_stand_for_lists(self):
        self.assert_provisioned(self.send(receivers="a@example.com", commands="show version"))
        self.assertEqual(self.mail.messages[0][1], ["a@example.com"])

    def test_missing_attachment_is_mentioned(self):
        self.assert_provisioned(self.send(attachments="/no/such/file"))
        message = message_from_string(str(self.mail.messages[0][2]))
        self.assertIn(b"/no/such/file could not be attached", message.get_payload()[0].get_payload(decode=True))

    def test_mail_server_that_is_not_there_fails(self):
        self.assert_failed(self.send(smarthost="127.0.0.1:1"), "action send_email failed: Connection refused")

    def test_missing_attributes_are_named(self):
        for name in ("smarthost", "sender", "receivers"):
            self.assert_failed(self.send(**{name: None}), "attribute '%s' is missing" % name)


class ConfigureAnsibleClient(BoxTestCase):

    def test_user_gets_a_password_hash_a_home_and_a_key(self):
        self.server.files["key.pub"] = b"ssh-ed25519 AAAA ansible\n"
        outcome = self.boot_with("configure_ansible_client", user="robot", passwd="open sesame", group="staff",
                                 root="/persist/local", key="files/key.pub")
        self.assert_provisioned(outcome)
        useradd, chown = self.box.notes("sudo")
        self.assert_matches(useradd, r"useradd -p \$6\$[./A-Za-z0-9]{16}\$[./A-Za-z0-9]{86} "
                                     r"-d /persist/local/robot -G staff robot\Z")
        self.assertEqual(chown, "chown -R robot:staff %s/persist/local/robot" % self.root)
        folder = self.root + "/persist/local/robot/.ssh"
        with io.open(folder + "/authorized_keys") as keys:
            self.assertEqual(keys.read(), "ssh-ed25519 AAAA ansible\n")
        self.assertEqual([stat.S_IMODE(os.stat(path).st_mode) for path in (folder, folder + "/authorized_keys")],
                         [0o700, 0o600])
        rc_eos = outcome.flash["rc.eos"].decode("utf-8")
        self.assert_matches(rc_eos, r"#!/bin/bash\nsudo useradd -p '\$6\$")
        self.assertNotIn("open sesame", rc_eos + outcome.text)

    def assert_matches(self, text, pattern):
        self.assertTrue(re.match(pattern, text), text)

    def test_everything_has_a_default(self):
        self.assert_provisioned(self.boot_with("configure_ansible_client"))
        self.assertTrue(self.box.notes("sudo")[0].endswith("-d /persist/local/ansible -G eosadmin ansible"))

    def test_user_that_exists_already_is_fine(self):
        self.box.set_useradd_status(9)
        outcome = self.boot_with("configure_ansible_client", user="robot")
        self.assert_provisioned(outcome)
        self.assertIn("user robot exists already", outcome.text)

    def test_useradd_that_fails_fails(self):
        self.box.set_useradd_status(6)
        self.assert_failed(self.boot_with("configure_ansible_client", user="robot"),
                           "can't create user robot: useradd ended with 6")


if __name__ == "__main__":
    unittest.main()
