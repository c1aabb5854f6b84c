"""What the script computes, without a switch or a network. Runs under Jython, too."""
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from dataroot import load_action, load_bootstrap  # noqa: E402

bootstrap = load_bootstrap("http://ztp.example.com:8080/ztpserver")


class Text(unittest.TestCase):

    def test_placeholders_are_filled_in(self):
        self.assertEqual(bootstrap.substitute(u"ip $ip/${mask} costs $$5", {"ip": "192.0.2.1", "mask": 24}),
                         u"ip 192.0.2.1/24 costs $5")

    def test_missing_value_is_named_when_strict(self):
        with self.assertRaises(bootstrap.BootstrapError) as raised:
            bootstrap.substitute("$known $unknown", {"known": 1})
        self.assertIn("'unknown' missing", str(raised.exception))

    def test_null_counts_as_missing(self):
        self.assertRaises(bootstrap.BootstrapError, bootstrap.substitute, "$name", {"name": None})

    def test_missing_value_stays_a_placeholder_when_loose(self):
        self.assertEqual(bootstrap.substitute("$known $unknown", {"known": 1}, strict=False), "1 $unknown")

    def test_dollar_sign_that_begins_no_name_is_refused_when_strict(self):
        with self.assertRaises(bootstrap.BootstrapError) as raised:
            bootstrap.substitute("echo $1", {})
        self.assertIn("write $$ for a plain dollar sign", str(raised.exception))

    def test_shell_words_survive_quotes(self):
        self.assertEqual(bootstrap.shell_quote("it's $HOME"), "'it'\"'\"'s $HOME'")


class SecretsAreMasked(unittest.TestCase):

    def setUp(self):
        self.secrets = bootstrap.Secrets()

    def test_values_of_attributes_that_are_named_like_secrets(self):
        self.secrets.learn({"passwd": "opensesame", "variables": {"snmp_community": ["kitchen1"], "vlan": "100"}})
        self.assertEqual(self.secrets.mask("opensesame kitchen1 100"), "****** ****** 100")

    def test_passive_is_no_password(self):
        self.secrets.learn({"passive_interface": "Ethernet1"})
        self.assertEqual(self.secrets.mask("Ethernet1"), "Ethernet1")

    def test_short_secret_only_as_a_word_of_its_own(self):
        self.secrets.learn({"password": "ansible"})
        self.assertEqual(self.secrets.mask("configure_ansible_client as ansible"), "configure_ansible_client as ******")

    def test_secret_that_is_quoted_somewhere(self):
        self.secrets.learn({"secret": 'quote"and\\backslash'})
        self.assertNotIn("backslash", self.secrets.mask('{"x": "quote\\"and\\\\backslash"}'))

    def test_secrets_of_eos_configuration_lines(self):
        for line in ("username admin privilege 15 secret 5 hunter22", "username admin secret hunter22",
                     "enable secret sha512 hunter22", "enable password hunter22",
                     "neighbor 192.0.2.1 password 7 hunter22", "snmp-server community hunter22 ro",
                     "tacacs-server host 192.0.2.1 key 7 hunter22", "radius-server key hunter22",
                     "ntp authentication-key 1 md5 7 hunter22",
                     "GET http://user:hunter22@example.com/x"):
            self.assertNotIn("hunter22", self.secrets.mask(line))
            self.assertIn("******", self.secrets.mask(line))

    def test_other_text_stays_as_it_is(self):
        text = "action 1 of 2: add_config (http://ztp.example.com:8080/files/key?a=b@c)"
        self.assertEqual(self.secrets.mask(text), text)


class Destinations(unittest.TestCase):

    def test_syslog_servers(self):
        for text, expected in (("syslog.example.com", ("syslog.example.com", 514)),
                               ("192.0.2.1:5514", ("192.0.2.1", 5514)),
                               ("2001:db8::1", ("2001:db8::1", 514)),
                               ("[2001:db8::1]", ("2001:db8::1", 514)),
                               ("[2001:db8::1]:5514", ("2001:db8::1", 5514))):
            self.assertEqual(bootstrap.split_host_port(text, 514), expected)

    def test_what_is_no_syslog_server(self):
        for text in ("", "host:port", "host:", "two words"):
            self.assertRaises(bootstrap.BootstrapError, bootstrap.split_host_port, text, 514)


class Urls(unittest.TestCase):

    def setUp(self):
        self.server = bootstrap.ZtpServer(None)

    def test_path_is_below_the_server(self):
        for path in ("files/x", "/files/x"):
            self.assertEqual(self.server.url(path), "http://ztp.example.com:8080/ztpserver/files/x")

    def test_url_stays(self):
        self.assertEqual(self.server.url("https://www.example.com/x"), "https://www.example.com/x")

    def test_url_of_the_server_has_a_path_and_any_other_has_none(self):
        self.assertEqual(self.server.path_of("HTTP://ZTP.example.com:8080/ztpserver/files/X"), "files/X")
        self.assertEqual(self.server.path_of("http://ztp.example.com:8080/other/files/x"), None)

    def test_characters_that_may_not_stand_in_a_url_are_escaped_once(self):
        self.assertEqual(bootstrap.url_quote("http://h/files/a b%20c"), "http://h/files/a%20b%20c")


class Passwords(unittest.TestCase):

    def test_hashes_are_those_of_the_sha_crypt_specification(self):
        self.assertEqual(bootstrap.hash_password("Hello world!", "saltstring"),
                         "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnI"
                         "FNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1")

    def test_hash_of_a_long_password(self):
        self.assertEqual(bootstrap.hash_password("a" * 100, "zUkBh1o3K4vXnQ2."), LONG_HASH)


LONG_HASH = ("$6$zUkBh1o3K4vXnQ2.$gQfeTg.exSsAS/1qB4591RvYFPa8SAEG.rSBkoc8"
             "WWjkxeFgngWd8AxKiw9UWF1Nczyy79Ch0fnfeWHf8SvxH/")


class InstallImage(unittest.TestCase):
    action = load_action("install_image")

    def test_versions_are_compared_by_their_numbers(self):
        ordered = ["4.9.8M", "4.14.5FX", "4.20.5F", "4.20.5.1F-DPE", "4.28.3M", "4.30.10M"]
        self.assertEqual(sorted(reversed(ordered), key=self.action.numbers), ordered)

    def test_what_is_no_version_is_refused(self):
        self.assertRaises(RuntimeError, self.action.numbers, "latest")


class CopyFile(unittest.TestCase):
    action = load_action("copy_file")

    def test_mode_is_octal_whether_number_or_text(self):
        self.assertEqual([self.action.octal(mode) for mode in (755, "755", "0644", None)], [0o755, 0o755, 0o644, None])

    def test_mode_that_is_not_octal_is_refused(self):
        self.assertRaises(RuntimeError, self.action.octal, 888)


if __name__ == "__main__":
    unittest.main()
