import os
import re
import unittest

from box_test_case import BoxTestCase
from dataroot import DATA_ROOT, load_bootstrap, read
from fake_ztp_server import Drop, Hang, Status


class TheWayToAStartupConfig(BoxTestCase):

    def test_switch_registers_runs_its_actions_and_ends_with_a_startup_config(self):
        self.box.switch["neighbors"] = {"Ethernet1": [{"device": "spine1", "port": "Ethernet7"},
                                                      {"device": "spine2", "port": "Ethernet9"}],
                                        "Ethernet2": [{"device": "spine2", "port": "Ethernet7"}]}
        outcome = self.boot([{"action": "sets_config"}])
        self.assert_provisioned(outcome)
        self.assertEqual(outcome.startup_config, "hostname leaf1\n")
        self.assertEqual(self.server.nodes, [{
            "model": "DCS-7050QX-32", "serialnumber": "JPE12345678", "systemmac": "00:1c:73:0c:0f:fe",
            "version": "4.28.3M",
            "neighbors": {"Ethernet1": [{"device": "spine1", "port": "Ethernet7"},
                                        {"device": "spine2", "port": "Ethernet9"}],
                          "Ethernet2": [{"device": "spine2", "port": "Ethernet7"}]}}])
        self.assertEqual([path for path in self.server.paths() if path != "bootstrap"],
                         ["bootstrap/config", "nodes/JPE12345678", "actions/sets_config"])

    def test_switch_that_is_known_already_goes_on(self):
        self.server.registration_status = 409
        self.assert_provisioned(self.boot([{"action": "sets_config"}]))

    def test_eapi_is_asked_on_its_unix_socket_and_no_user_is_made(self):
        self.assert_provisioned(self.boot([{"action": "sets_config"}]))
        self.assertIn("protocol unix-socket", self.box.notes("fast_cli"))
        self.assertNotIn("username", "\n".join(self.box.notes("fast_cli")))

    def test_switch_that_the_server_refuses_says_what_the_server_said(self):
        self.server.faults["nodes"] = [Status(400, "<p>no pattern in &#39;neighbordb&#39; matches</p>")]
        self.assert_failed(self.boot(), "the server does not take this switch: status 400: "
                                        "no pattern in 'neighbordb' matches")

    def test_refused_definition_says_what_the_server_said(self):
        self.server.faults["nodes/JPE12345678"] = [Status(400, "pool 'mgmt' is exhausted")]
        self.assert_failed(self.boot(), "the server gives no definition: status 400: pool 'mgmt' is exhausted")

    def test_definition_without_actions_fails(self):
        self.server.definition = {"name": "empty"}
        self.assert_failed(self.boot(), "the definition has no list of actions")

    def test_unknown_action_fails_by_name(self):
        self.assert_failed(self.boot([{"action": "no_such_action"}]),
                           "action no_such_action failed: the server has no action 'no_such_action': status 404")

    def test_action_that_is_no_python_fails(self):
        self.server.extra_actions["broken"] = "this is no python"
        self.assert_failed(self.boot([{"action": "broken"}]), "action broken failed: SyntaxError")

    def test_action_without_main_fails(self):
        self.server.extra_actions["empty"] = "print('loaded')"
        self.assert_failed(self.boot([{"action": "empty"}]),
                           "action empty failed: it has no function main(attributes)")

    def test_action_name_that_leaves_its_folder_is_never_asked_for(self):
        self.assert_failed(self.boot([{"action": "../files/x"}]), "'../files/x' is no name of an action")
        self.assertFalse([path for path in self.server.paths() if path.startswith("actions/")])

    def test_action_that_runs_twice_is_downloaded_once(self):
        self.assert_provisioned(self.boot([{"action": "sets_config"}, {"action": "sets_config"}]))
        self.assertEqual(self.server.paths().count("actions/sets_config"), 1)

    def test_bootstrap_that_ends_without_a_startup_config_fails(self):
        self.server.extra_actions["nothing"] = "def main(attributes):\n    pass\n"
        self.assert_failed(self.boot([{"action": "nothing"}]), "there is no startup-config after all actions")

    def test_empty_startup_config_counts_as_none(self):
        self.server.extra_actions["empties"] = (
            "def main(attributes):\n    open(attributes.get('NODE').startup_config(), 'w').write('\\n \\n')\n")
        self.assert_failed(self.boot([{"action": "empties"}]), "there is no startup-config after all actions")

    def test_texts_of_an_action_are_logged_around_it(self):
        outcome = self.boot([{"action": "sets_config", "onstart": "here we go", "onsuccess": "well done",
                              "onfailure": "call me"}])
        self.assertIn("sets_config: here we go", outcome.text)
        self.assertIn("sets_config: well done", outcome.text)
        self.assertNotIn("call me", outcome.text)

    def test_failing_action_says_its_onfailure_text_and_its_reason_last(self):
        self.server.extra_actions["fails"] = "def main(attributes):\n    raise ValueError('out of luck')\n"
        outcome = self.boot([{"action": "fails", "onsuccess": "well done", "onfailure": "call me"}])
        self.assert_failed(outcome, "action fails failed: ValueError: out of luck")
        self.assertIn("fails: call me", outcome.text)
        self.assertNotIn("well done", outcome.text)

    def test_help_names_the_option_and_touches_nothing(self):
        self.put_on_flash("startup-config", b"hostname old\n")
        outcome = self.boot(arguments=["--help"])
        self.assertEqual(outcome.status, 0)
        self.assertIn("--no-flash-factory-restore", outcome.text)
        self.assertEqual(outcome.startup_config, "hostname old\n")

    def test_script_that_no_server_has_filled_in_says_so(self):
        outcome = self.box.run(os.path.join(DATA_ROOT, "bootstrap", "bootstrap"))
        self.assert_failed(outcome, "this script has no server address")


class OldEos(BoxTestCase):
    eos_version = "4.14.5F"

    def test_eapi_is_asked_on_http_with_a_user_that_is_gone_afterwards(self):
        outcome = self.boot([{"action": "sets_config"}])
        self.assert_provisioned(outcome)
        self.assertIn("protocol http", self.box.notes("fast_cli"))
        self.assertTrue([line for line in self.box.notes("fast_cli") if line.startswith("username ztps secret ")])
        self.assertEqual(self.box.eapi_users(), {})


class TroubleWithTheServer(BoxTestCase):

    def test_request_is_tried_again_on_5xx_and_on_a_lost_connection(self):
        self.server.faults["bootstrap/config"] = [Status(503), Drop()]
        self.server.faults["nodes"] = [Status(500), Drop()]
        self.assert_provisioned(self.boot([{"action": "sets_config"}]))
        self.assertEqual(self.server.paths("POST").count("nodes"), 3)

    def test_busy_server_is_asked_again_when_it_says_and_not_before(self):
        self.server.faults["bootstrap/config"] = [Status(503, "busy", {"Retry-After": seconds})
                                                  for seconds in ("5", "1", "soon", "-1", "9999")]
        outcome = self.boot([{"action": "sets_config"}])
        self.assert_provisioned(outcome)
        waits = re.findall(r"bootstrap/config: status 503; next try in (\d+) s", outcome.text)
        self.assertEqual(waits, ["5", "2", "4", "8", "60"])

    def test_request_is_not_tried_again_on_4xx(self):
        self.server.faults["nodes"] = [Status(400)]
        self.boot()
        self.assertEqual(self.server.paths("POST").count("nodes"), 1)

    def test_server_that_stays_in_trouble_ends_the_bootstrap(self):
        self.server.faults["bootstrap/config"] = [Status(503, "down for <b>maintenance</b>")] * 6
        self.assert_failed(self.boot(), "status 503: down for maintenance")
        self.assertEqual(self.server.paths().count("bootstrap/config"), 6)

    def test_server_that_goes_away_half_way_ends_the_bootstrap_and_flash_is_as_before(self):
        self.put_on_flash("startup-config", b"hostname old\n")
        before = self.box.read_flash()
        self.server.ends_at = "actions/add_config"
        outcome = self.boot([{"action": "sets_config"}, {"action": "add_config", "attributes": {"url": "files/x"}}])
        self.assert_failed(outcome, "action add_config failed: ", "after 6 tries")
        self.assertEqual(outcome.flash, before)

    def test_server_that_does_not_answer_is_given_up_after_the_time_out_of_its_configuration(self):
        self.server.config["http_timeout"] = 0.2
        self.server.faults["nodes/JPE12345678"] = [Hang()] * 6
        self.assert_failed(self.boot(), "no answer in time, after 6 tries")

    def test_time_out_that_is_no_number_is_named_and_the_default_holds(self):
        self.server.config["http_timeout"] = "soon"
        outcome = self.boot([{"action": "sets_config"}])
        self.assert_provisioned(outcome)
        self.assertIn("http_timeout in bootstrap.conf is no number of seconds: it stays 30", outcome.text)

    def test_pauses_between_tries_grow(self):
        self.server.faults["bootstrap/config"] = [Status(503)] * 3
        outcome = self.boot([{"action": "sets_config"}])
        self.assertEqual([line.split("; ")[1] for line in outcome.output if "next try" in line],
                         ["next try in 1 s", "next try in 2 s", "next try in 4 s"])


class Progress(BoxTestCase):

    def test_server_hears_of_each_step(self):
        self.assert_provisioned(self.boot([{"action": "sets_config"}]))
        self.assertEqual([(report["step"], report["status"]) for report in self.server.progress], [
            ("registration", "ok"), ("definition", "ok"), ("action 1 of 1: sets_config", "ok"), ("bootstrap", "ok")])

    def test_server_hears_what_failed_and_why(self):
        self.boot([{"action": "no_such_action"}])
        report = self.server.progress[-1]
        self.assertEqual((report["step"], report["status"]), ("action 1 of 1: no_such_action", "failed"))
        self.assertIn("the server has no action 'no_such_action'", report["message"])

    def test_server_that_knows_no_progress_is_asked_only_once(self):
        self.server.takes_progress = False
        self.assert_provisioned(self.boot([{"action": "sets_config"}]))
        self.assertEqual(len([path for path in self.server.paths("POST") if path.endswith("/progress")]), 1)

    def test_progress_that_fails_is_no_failure(self):
        self.server.faults["nodes/JPE12345678/progress"] = [Status(500), Drop(), Status(503)]
        self.assert_provisioned(self.boot([{"action": "sets_config"}]))


class TheScriptItself(unittest.TestCase):

    def test_dollar_sign_occurs_only_where_the_server_puts_its_address(self):
        script = read(DATA_ROOT, "bootstrap", "bootstrap").decode("utf-8")
        self.assertEqual([line for line in script.splitlines() if "$" in line], ['SERVER = "$SERVER"'])

    def test_server_address_is_filled_in(self):
        self.assertEqual(load_bootstrap("http://[2001:db8::1]/ztp").SERVER, "http://[2001:db8::1]/ztp")

    def test_sample_configuration_says_nothing_but_comments(self):
        sample = read(DATA_ROOT, "bootstrap", "bootstrap.conf").decode("utf-8")
        self.assertEqual([line for line in sample.splitlines() if line and not line.startswith("#")], [])
