"""
What poap_script.py does on a switch, seen from outside: each test runs it as a process on the Nexus in a box.

    python3 -m unittest discover -s src/test/python/nxos

POAP_PYTHON names another interpreter for the script, such as a Python 2.7.
"""

import hashlib
import importlib.util
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import types
import unittest

from fake_server import FakePoapServer

PROJECT = pathlib.Path(__file__).resolve().parents[4]
SCRIPT = PROJECT / "src/main/dataroot/poap/poap_script.py"
RUN_SWITCH = PROJECT / "src/test/switch/nxos/run_switch.py"

SERIAL, MAC = "9KY5Y4WBGTL", "aaaa.aaaa.aaaa"
RUNNING, TARGET = "nxos.7.0.3.I5.1.bin", "nxos.7.0.3.I6.1.bin"
CONFIG = "hostname nxos-leaf1\nusername admin password 5 $5$not-for-logs role network-admin\n"
IMAGE = bytes(range(256)) * 2000


def stamped(script):
    lines = [line for line in script.splitlines(True) if not line.startswith(b"#md5sum")]
    digest = hashlib.md5(b"".join(lines)).hexdigest()
    return b"".join(lines[:1] + [b'#md5sum="%s"\n' % digest.encode()] + lines[1:])


def filled(script, **options):
    """The script as the server hands it out: values between the markers replaced, line 2 stamped."""
    head, rest = script.split(b"# --- options: begin ---\n")
    block, tail = rest.split(b"# --- options: end ---\n")
    for key, value in options.items():
        line = re.compile(rb'(?m)^(    "%s": ")[^"]*(",)$' % key.encode())
        block, count = line.subn(lambda match: match.group(1) + value.encode() + match.group(2), block)
        assert count == 1, key
    return stamped(head + b"# --- options: begin ---\n" + block + b"# --- options: end ---\n" + tail)


class SwitchTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.bootflash = self.root / "bootflash"
        self.bootflash.mkdir()
        self.server = FakePoapServer()
        self.server.configs[SERIAL] = CONFIG
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)

    def know(self, identifier=SERIAL, **answer):
        self.server.switches[identifier] = answer

    def command(self, *arguments, image=RUNNING, script=None, **options):
        options = dict({"poap_server": "127.0.0.1", "port": str(self.server.port)}, **options)
        path = self.root / "downloaded.py"
        path.write_bytes(filled(SCRIPT.read_bytes(), **options) if script is None else script)
        command = [sys.executable, str(RUN_SWITCH), "--json", "--script", str(path), "--root", str(self.root)]
        command += ["--serial", SERIAL, "--mac", MAC, "--image", image, *arguments]
        return command + ["--python", os.environ["POAP_PYTHON"]] if "POAP_PYTHON" in os.environ else command

    def boot(self, *arguments, **options):
        process = subprocess.run(self.command(*arguments, **options), stdout=subprocess.PIPE, timeout=120)
        outcome = json.loads(process.stdout.decode("utf-8"))
        self.assertEqual(outcome["status"], process.returncode)
        self.assertEqual("", outcome["output"], "the script writes to its log only")
        return outcome

    def assert_provisioned(self, outcome):
        self.assertEqual(0, outcome["status"], outcome["log"])
        self.assertEqual(CONFIG, outcome["scheduled_config"])
        self.assertNotIn("not-for-logs", outcome["log"])

    def assert_failed(self, outcome, reason):
        self.assertEqual(1, outcome["status"], outcome["log"])
        self.assertIsNone(outcome["scheduled_config"])
        self.assertRegex(outcome["log"].splitlines()[-1], reason)

    def reports(self):
        return [(report["step"], report["status"]) for _, report in self.server.progress]


class CollectTest(SwitchTest):
    def test_switch_known_by_serial_gets_its_configuration(self):
        self.know()
        outcome = self.boot()
        self.assert_provisioned(outcome)
        self.assertEqual({SERIAL: MAC}, self.server.collected)
        self.assertEqual([], outcome["bootflash"])

    def test_switch_known_by_mac_gets_its_configuration(self):
        self.know(MAC)
        self.assert_provisioned(self.boot())

    def test_prefix_is_part_of_every_url(self):
        self.know(system_image=TARGET)
        self.server.prefix = "/ztpserver"
        self.server.files[TARGET] = IMAGE
        self.assert_provisioned(self.boot(prefix="/ztpserver"))
        self.assertEqual({"/ztpserver"}, {path[:10] for _, path in self.server.requests})

    def test_prefix_written_behind_the_port_works_as_in_older_scripts(self):
        self.know()
        self.server.prefix = "/ztpserver"
        self.assert_provisioned(self.boot(port="%d/ztpserver" % self.server.port))

    def test_switch_without_json_output_is_read_as_text(self):
        self.know()
        self.assert_provisioned(self.boot("--fault", "no-json"))

    def test_cisco_module_of_old_releases_is_used_where_there_is_no_cli_module(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        outcome = self.boot("--legacy")
        self.assert_provisioned(outcome)
        self.assertEqual({"nxos": TARGET}, outcome["boot"])

    def test_unknown_switch_fails_with_the_servers_message(self):
        outcome = self.boot()
        self.assert_failed(outcome, "does not know this switch.*%s.*No entry for %s in podvars.yml" % (SERIAL, SERIAL))
        self.assertEqual(["/" + SERIAL], self.server.paths("PUT"))
        self.assertEqual([("collect", "failed")], self.reports())

    def test_server_that_recovers_is_asked_again(self):
        self.know()
        self.server.failures = [
            ("PUT", ".", 503, b"starting"),
            ("PUT", ".", 500, b"oops"),
            ("GET", "/conf/", 502, b"no upstream"),
        ]
        outcome = self.boot()
        self.assert_provisioned(outcome)
        self.assertIn("status 503 starting; next try", outcome["log"])

    def test_server_that_stays_broken_is_given_up_after_six_tries(self):
        self.server.failures = [("PUT", ".", 500, b"disk full")] * 7
        self.assert_failed(self.boot(), r"status 500 disk full \(6 tries\)")
        self.assertEqual(6, len(self.server.paths("PUT")))

    def test_pauses_between_tries_grow(self):
        self.know()
        self.server.failures = [("PUT", ".", 503, b"")] * 3
        outcome = self.boot("--pause-factor", "0.001")
        self.assertEqual(["0.002", "0.004", "0.008"], re.findall(r"next try in (\S+) s", outcome["log"]))

    def test_busy_server_is_asked_again_when_it_says_and_not_before(self):
        self.know()
        self.server.failures = [("PUT", ".", 503, b"busy")] * 5
        self.server.retry_after = ["5", "1", "soon", "-1", "9999"]
        outcome = self.boot("--pause-factor", "0.001")
        self.assert_provisioned(outcome)
        self.assertEqual(["0.005", "0.004", "0.008", "0.016", "0.06"], re.findall(r"next try in (\S+) s", outcome["log"]))

    def test_server_that_is_not_there_is_named(self):
        self.assert_failed(self.boot(port="1"), "PUT http://127.0.0.1:1/%s.*refused" % SERIAL)

    def test_message_in_any_language_is_logged_as_ascii(self):
        body = json.dumps({"message": "Schl\u00fcssel \u001b[31mfehlt"}, ensure_ascii=False).encode("utf-8")
        self.server.failures = [("PUT", ".", 400, body)]
        self.assert_failed(self.boot(), r"status 400 Schl\?ssel \?\[31mfehlt")

    def test_answer_that_is_not_json_is_a_fault(self):
        self.server.failures = [("PUT", ".", 200, b"<html>captive portal</html>")]
        self.assert_failed(self.boot(), "not the JSON of a POAP server")

    def test_names_that_would_be_commands_are_refused(self):
        for key, value in (
            ("system_image", "x ; reload"),
            ("config_file", "../startup-config"),
            ("tftp_server", "10.0.0.1/a vrf default ; reload"),
            ("config_protocol", "scp"),
            ("config_file", ""),
        ):
            with self.subTest(key=key):
                self.know(**{key: value})
                outcome = self.boot()
                self.assert_failed(outcome, "The server answers (no )?" + key)
                self.assertEqual([], [line for line in outcome["commands"] if "copy" in line])


class ImageTest(SwitchTest):
    def test_image_that_runs_already_is_not_fetched(self):
        self.know(system_image=TARGET)
        outcome = self.boot(image=TARGET)
        self.assert_provisioned(outcome)
        self.assertEqual(["/conf/" + SERIAL], self.server.paths("GET"))
        self.assertEqual({}, outcome["boot"])

    def test_other_image_is_fetched_verified_and_booted(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        outcome = self.boot()
        self.assert_provisioned(outcome)
        self.assertEqual([TARGET], outcome["bootflash"])
        self.assertEqual(IMAGE, (self.bootflash / TARGET).read_bytes())
        self.assertEqual({"nxos": TARGET}, outcome["saved_boot"])
        self.assertIn("show file bootflash:%s.part sha256sum" % TARGET, outcome["commands"])

    def test_image_in_a_folder_is_stored_under_its_own_name(self):
        self.know(system_image="/nxos/" + TARGET)
        self.server.files["nxos/" + TARGET] = IMAGE
        outcome = self.boot()
        self.assert_provisioned(outcome)
        self.assertEqual({"nxos": TARGET}, outcome["boot"])

    def test_image_that_is_on_bootflash_already_is_verified_instead_of_fetched(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        (self.bootflash / TARGET).write_bytes(IMAGE)
        outcome = self.boot()
        self.assert_provisioned(outcome)
        self.assertEqual([], self.server.ranges)
        self.assertEqual({"nxos": TARGET}, outcome["boot"])

    def test_damaged_image_on_bootflash_is_replaced(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        (self.bootflash / TARGET).write_bytes(IMAGE[::-1])
        self.assert_provisioned(self.boot())
        self.assertEqual(IMAGE, (self.bootflash / TARGET).read_bytes())

    def test_kickstart_and_system_image_of_a_platform_with_two(self):
        self.know(system_image="n7000-s2-dk9.8.1.1.bin", kickstart_image="n7000-s2-kickstart.8.1.1.bin")
        self.server.files["n7000-s2-dk9.8.1.1.bin"] = IMAGE
        self.server.files["n7000-s2-kickstart.8.1.1.bin"] = IMAGE[:1000]
        outcome = self.boot("--kickstart", "n7000-s2-kickstart.7.3.0.bin", image="n7000-s2-dk9.7.3.0.bin")
        self.assert_provisioned(outcome)
        self.assertEqual(
            {"kickstart": "n7000-s2-kickstart.8.1.1.bin", "system": "n7000-s2-dk9.8.1.1.bin"}, outcome["saved_boot"]
        )

    def test_transfer_that_breaks_off_is_resumed(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        self.server.cut_files_after = [100000, 200000]
        self.assert_provisioned(self.boot())
        self.assertEqual([None, "bytes=100000-", "bytes=300000-"], self.server.ranges)
        self.assertEqual(IMAGE, (self.bootflash / TARGET).read_bytes())

    def test_file_that_changes_between_two_tries_is_fetched_from_its_start(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        self.server.cut_files_after = [100000]
        self.server.file_etags = ['"old"', '"new"']
        self.assert_provisioned(self.boot())
        self.assertEqual([None, "bytes=100000-"], self.server.ranges)
        self.assertEqual(IMAGE, (self.bootflash / TARGET).read_bytes())

    def test_transfer_that_keeps_breaking_off_is_given_up_after_three_tries(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        self.server.cut_files_after = [1000] * 4
        outcome = self.boot()
        self.assert_failed(outcome, r"broken off after 3000 of 512000 bytes \(3 tries\)")
        self.assertEqual([], outcome["bootflash"])

    def test_image_with_another_checksum_is_removed_and_never_booted(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        self.server.failures = [
            ("GET", "/meta/", 200, json.dumps({"size": len(IMAGE), "sha256": "0" * 64}).encode("ascii"))
        ]
        outcome = self.boot()
        self.assert_failed(outcome, "has sha256 [0-9a-f]{64}, the server states 0{64}")
        self.assertEqual([], outcome["bootflash"])
        self.assertEqual({}, outcome["boot"])
        self.assertEqual([("collect", "ok"), ("image", "failed")], self.reports())

    def test_md5_is_compared_where_the_switch_has_no_sha256(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        outcome = self.boot("--fault", "no-sha256sum")
        self.assert_provisioned(outcome)
        self.assertIn("has the right md5", outcome["log"])

    def test_image_that_the_switch_cannot_verify_is_refused(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        outcome = self.boot("--fault", "no-sha256sum", "--fault", "no-md5sum")
        self.assert_failed(outcome, "can't compute sha256 or md5")

    def test_server_without_meta_leaves_the_size_to_check(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        self.server.with_meta = False
        outcome = self.boot()
        self.assert_provisioned(outcome)
        self.assertIn("checking its size only", outcome["log"])

    def test_size_is_compared_though_the_server_states_no_digest_that_the_switch_knows(self):
        self.know(config_protocol="tftp", system_image=TARGET)
        self.server.meta_digests = ("sha1",)
        self.server.files[TARGET] = IMAGE
        self.server.tftp_files[TARGET] = IMAGE[:-1]
        self.assert_failed(self.boot(), "has 511999 bytes, the server states 512000")

    def test_too_small_bootflash_is_found_before_the_transfer(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        outcome = self.boot("--bootflash-bytes", "500000")
        self.assert_failed(outcome, "Not enough room on bootflash: 512000 bytes needed")
        self.assertEqual([], self.server.ranges)

    def test_too_small_bootflash_is_found_without_meta_too(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        self.server.with_meta = False
        self.assert_failed(self.boot("--bootflash-bytes", "500000"), "Not enough room on bootflash: 512000 bytes")

    def test_image_that_nobody_has_is_a_fault(self):
        self.know(system_image=TARGET, tftp_server="")
        self.assert_failed(self.boot(), "GET http://.*/files/%s: status 404" % TARGET)

    def test_image_that_http_does_not_have_is_fetched_by_tftp(self):
        self.know(system_image=TARGET)
        self.server.tftp_files[TARGET] = IMAGE
        outcome = self.boot()
        self.assert_provisioned(outcome)
        self.assertEqual(IMAGE, (self.bootflash / TARGET).read_bytes())

    def test_busy_switch_is_asked_again_to_save(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        outcome = self.boot("--fault", "busy-once")
        self.assert_provisioned(outcome)
        self.assertEqual({"nxos": TARGET}, outcome["saved_boot"])


class TftpTest(SwitchTest):
    def test_configuration_and_image_come_by_tftp(self):
        self.know(config_protocol="tftp", system_image="/" + TARGET)
        self.server.files[TARGET] = IMAGE
        self.server.tftp_files[TARGET] = IMAGE
        self.server.tftp_files[SERIAL + ".cfg"] = CONFIG.encode("utf-8")
        outcome = self.boot()
        self.assert_provisioned(outcome)
        self.assertEqual([TARGET], outcome["bootflash"])
        self.assertEqual(["/meta/files/" + TARGET], self.server.paths("GET"))

    def test_old_release_does_the_same(self):
        self.know(config_protocol="tftp", system_image=TARGET)
        self.server.tftp_files[TARGET] = IMAGE
        self.server.tftp_files[SERIAL + ".cfg"] = CONFIG.encode("utf-8")
        self.assert_provisioned(self.boot("--legacy"))

    def test_file_that_the_tftp_server_does_not_have_is_asked_for_once(self):
        for release in ([], ["--legacy"]):
            with self.subTest(release=release):
                self.know(config_protocol="tftp")
                outcome = self.boot(*release)
                self.assert_failed(outcome, "File not found")
                self.assertEqual(1, len([line for line in outcome["commands"] if "tftp://" in line]))

    def test_damaged_image_from_tftp_is_refused(self):
        self.know(config_protocol="tftp", system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        self.server.tftp_files[TARGET] = IMAGE[:-1] + b"x"
        outcome = self.boot()
        self.assert_failed(outcome, "has sha256")
        self.assertEqual([], outcome["bootflash"])


class ConfigTest(SwitchTest):
    def test_empty_configuration_is_refused(self):
        self.know()
        self.server.configs[SERIAL] = "\n"
        self.assert_failed(self.boot(), "the configuration is empty")

    def test_refused_configuration_is_removed_and_its_secrets_stay_out_of_the_log(self):
        self.know()
        outcome = self.boot("--fault", "schedule-refused")
        self.assert_failed(outcome, "scheduled-config.*password <removed>")
        self.assertNotIn("not-for-logs", outcome["log"])
        self.assertNotIn("not-for-logs", json.dumps(self.server.progress))
        self.assertEqual([], outcome["bootflash"])


class ReportTest(SwitchTest):
    def test_each_step_is_reported(self):
        self.know()
        self.boot()
        self.assertEqual([("collect", "ok"), ("image", "ok"), ("config", "ok")], self.reports())
        self.assertEqual({SERIAL}, {serial for serial, _ in self.server.progress})
        self.assertEqual("Known as nxos-leaf1", self.server.progress[0][1]["message"])

    def test_reports_that_nobody_takes_are_no_fault(self):
        self.know()
        self.server.failures = [("POST", ".", 404, b""), ("POST", ".", 500, b""), ("POST", ".", 302, b"")]
        self.assert_provisioned(self.boot())


class LogTest(SwitchTest):
    def test_newest_four_logs_stay(self):
        self.know()
        old = ["2021010%d000000_poap.log" % day for day in range(1, 7)]
        others = ["20210101_000000_poap_5744_init.log", "mine_poap.log"]
        for name in old + others:
            (self.bootflash / name).write_text("old\n")
        outcome = self.boot()
        self.assertEqual(4, len(outcome["logs"]))
        self.assertEqual(old[-3:], outcome["logs"][:3])
        self.assertEqual(sorted(others), outcome["bootflash"])

    def test_log_of_this_run_stays_though_the_clock_is_behind(self):
        self.know()
        future = ["2099010%d000000_poap.log" % day for day in range(1, 7)]
        for name in future:
            (self.bootflash / name).write_text("old\n")
        outcome = self.boot()
        self.assertEqual(4, len(outcome["logs"]))
        self.assertEqual(future[-3:], outcome["logs"][1:])
        self.assertIn("The configuration is scheduled", (self.bootflash / outcome["logs"][0]).read_text())


class TerminationTest(SwitchTest):
    def test_sigterm_removes_the_partial_file_and_counts_as_failure(self):
        self.know(system_image=TARGET)
        self.server.files[TARGET] = IMAGE
        self.server.gate = threading.Event()
        with subprocess.Popen(self.command(), stdout=subprocess.PIPE) as process:
            self.assertTrue(self.server.file_requested.wait(30), "the script never asked for the image")
            process.send_signal(signal.SIGTERM)
            outcome = json.loads(process.communicate(timeout=30)[0].decode("utf-8"))
        self.assert_failed(outcome, "Stopped by SIGTERM")
        self.assertEqual([], outcome["bootflash"])
        self.assertEqual(("image", "failed"), self.reports()[-1])


class StampTest(SwitchTest):
    def test_shipped_script_is_stamped(self):
        self.assertEqual(stamped(SCRIPT.read_bytes()), SCRIPT.read_bytes(), "stamp poap_script.py again")

    def test_script_that_was_changed_without_a_stamp_is_refused_by_the_switch(self):
        outcome = self.boot(script=SCRIPT.read_bytes().replace(b"TRIES = 6", b"TRIES = 7"))
        self.assertEqual(3, outcome["status"])
        self.assertIn("MD5 mismatch", outcome["refused"])
        self.assertEqual([], outcome["commands"])

    def test_script_without_a_stamp_is_refused_by_the_switch(self):
        lines = SCRIPT.read_bytes().splitlines(True)
        self.assertIn("line 2", self.boot(script=b"".join(lines[:1] + lines[2:]))["refused"])


class PureFunctionTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        stand_in = types.ModuleType("cli")
        stand_in.cli = lambda command: cls.output
        sys.modules["cli"] = stand_in
        specification = importlib.util.spec_from_file_location("poap_script", str(SCRIPT))
        cls.script = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(cls.script)
        del sys.modules["cli"]

    def url(self, **options):
        self.script.options.update({"poap_server": "10.10.20.20", "port": "5000", "prefix": "", "protocol": "http"})
        self.script.options.update(options)
        return self.script.base_url()

    def test_base_url(self):
        self.assertEqual("http://10.10.20.20:5000", self.url())
        self.assertEqual("https://10.10.20.20:8443/ztp", self.url(port="8443", prefix="ztp/", protocol="https"))
        self.assertEqual("http://[2001:db8::1]:5000", self.url(poap_server="2001:db8::1"))
        with self.assertRaisesRegex(self.script.Fault, "http and https are possible"):
            self.url(protocol="ftp")

    def test_running_images_of_both_kinds_of_platform(self):
        type(self).output = "Software\n  NXOS image file is: bootflash:///nxos.9.3.7.bin\n  NXOS compile time: x\n"
        self.assertEqual({"system": "nxos.9.3.7.bin"}, self.script.running_images())
        type(self).output = "  kickstart image file is: slot0:///k.bin\n  system image file is:    bootflash:/s.bin\n"
        self.assertEqual({"kickstart": "k.bin", "system": "s.bin"}, self.script.running_images())

    def test_secrets_are_masked_to_the_end_of_their_line(self):
        self.assertEqual(
            "username admin password <removed> vlan 10",
            self.script.one_line("username admin password 5 $5$abc role network-admin\nvlan 10"),
        )
        for line in (
            "snmp-server community s3cret group network-operator",
            "radius-server host 10.0.0.1 key 7 s3cret",
            "key-string 7 s3cret",
            "snmp-server user u auth md5 s3cret priv s3cret",
            'password: "s3cret"',
        ):
            self.assertNotIn("s3cret", self.script.one_line(line))

    def test_what_is_no_text_never_reaches_the_log(self):
        self.assertEqual("a b?c?", self.script.one_line(b"a\r\nb\x1bc\xc3\xa9"))

    def test_message_of_any_length_stays_one_short_line(self):
        self.assertEqual(1000, len(self.script.one_line("line\n" * 10000)))

    def test_output_of_a_command_that_failed_is_a_fault(self):
        for output in ("% Invalid command", "ERROR: no", "TFTP get operation failed:x", "No space left on device"):
            type(self).output = (0, output)
            with self.assertRaises(self.script.Fault, msg=output):
                self.script.run("show clock")
        type(self).output = "[####] 100%\n    0 input errors\nCopy complete.\n"
        self.assertEqual(self.output, self.script.run("show clock"))


if __name__ == "__main__":
    unittest.main()
