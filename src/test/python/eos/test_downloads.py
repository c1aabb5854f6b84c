import io
import os
import resource
import unittest

from box_test_case import BoxTestCase
from fake_ztp_server import BreakOff, Corrupt, Drop, Hang, Status

IMAGE = "files/images/EOS-4.30.1M.swi"
MEGABYTE = os.urandom(1024 * 1024)


class Downloads(BoxTestCase):

    def setUp(self):
        BoxTestCase.setUp(self)
        self.image = os.urandom(300 * 1000)
        self.server.files["images/EOS-4.30.1M.swi"] = self.image

    def boot_image(self, url=IMAGE, **options):
        return self.boot([{"action": "sets_config"}, {"action": "install_image", "attributes": {
            "url": url, "version": "4.30.1M"}}], **options)

    def ranges(self):
        return [headers.get("Range") for headers in self.server.requests_of(IMAGE)]

    def assert_image_on_flash(self, outcome):
        self.assert_provisioned(outcome)
        self.assertEqual(outcome.flash["EOS-4.30.1M.swi"], self.image)
        self.assertNotIn("EOS-4.30.1M.swi.part", outcome.flash)

    def assert_no_image_on_flash(self, outcome, *reasons):
        self.assert_failed(outcome, *reasons)
        self.assertEqual(outcome.flash, {})

    def test_image_of_64_megabytes_goes_to_flash_without_going_through_memory(self):
        self.image = self.server.files["images/EOS-4.30.1M.swi"] = MEGABYTE * 64
        note = self.root + "/memory"
        outcome = self.boot_image(environment={"ZTPS_STAND_IN_MEMORY": note})
        self.assert_image_on_flash(outcome)
        if os.path.exists(note):  # only Linux tells
            with io.open(note) as kilobytes:
                self.assertLess(int(kilobytes.read()), 60 * 1024)

    def test_download_that_breaks_off_goes_on_where_it_stopped(self):
        self.server.faults[IMAGE] = [BreakOff(100 * 1000), BreakOff(50 * 1000)]
        self.assert_image_on_flash(self.boot_image())
        self.assertEqual(self.ranges(), [None, "bytes=100000-", "bytes=150000-"])
        self.assertTrue(all("If-Range" in headers for headers in self.server.requests_of(IMAGE)[1:]))

    def test_download_that_breaks_off_three_times_fails_and_leaves_nothing(self):
        self.server.faults[IMAGE] = [BreakOff(100 * 1000), BreakOff(50 * 1000), BreakOff(1000)]
        self.assert_no_image_on_flash(self.boot_image(), "broke off after 151000 of 300000 bytes, after 3 tries")

    def test_server_that_hangs_in_the_middle_is_asked_again(self):
        self.server.config["http_timeout"] = 0.3
        self.server.faults[IMAGE] = [BreakOff(100 * 1000), Hang(), Drop(), Status(503)]
        self.assert_image_on_flash(self.boot_image())

    def test_wrong_checksum_is_seen_and_the_file_is_downloaded_again(self):
        self.server.faults[IMAGE] = [Corrupt()]
        self.assert_image_on_flash(self.boot_image())
        self.assertEqual(self.ranges(), [None, None])

    def test_wrong_checksum_three_times_fails_and_leaves_nothing(self):
        self.server.faults[IMAGE] = [Corrupt(), Corrupt(), Corrupt()]
        self.assert_no_image_on_flash(self.boot_image(), "sha256 is ", ", but the server's /meta says ",
                                      "after 3 tries")

    def test_older_server_with_sha1_only_is_checked_as_well(self):
        self.server.meta_digests = ("sha1",)
        self.server.faults[IMAGE] = [Corrupt()]
        outcome = self.boot_image()
        self.assert_image_on_flash(outcome)
        self.assertIn("sha1 is ", outcome.text)

    def test_server_without_metadata_is_trusted_as_far_as_the_length_goes(self):
        for status in (404, 500):
            self.server.meta_status = status
            self.server.faults[IMAGE] = [BreakOff(1000)]
            self.assert_image_on_flash(self.boot_image())
        self.assertEqual(len(self.server.requests_of("meta/" + IMAGE)), 2)

    def test_file_that_is_exchanged_during_the_download_arrives_as_it_is_now(self):
        server, image = self.server, os.urandom(200 * 1000)

        class Exchange(BreakOff):
            """Breaks off, and the file is another one afterwards."""

            def __init__(self):
                pass

            @property
            def after(self):
                server.files["images/EOS-4.30.1M.swi"] = image
                return 1000

        self.server.faults[IMAGE] = [Exchange()]
        outcome = self.boot_image()
        self.image = image
        self.assert_image_on_flash(outcome)

    def test_image_that_does_not_fit_is_never_asked_for(self):
        self.assert_no_image_on_flash(self.boot_image(environment={"ZTPS_STAND_IN_FREE": "299999"}),
                                      "not enough space in ", "it has 300000 bytes, 299999 are free")
        self.assertEqual(self.ranges(), [])

    def test_image_without_metadata_that_does_not_fit_is_never_written(self):
        self.server.meta_status = 404
        self.assert_no_image_on_flash(self.boot_image(environment={"ZTPS_STAND_IN_FREE": "299999"}),
                                      "not enough space in ")

    def test_flash_that_fails_while_it_is_written_to_fails_at_once(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (200 * 1000, 200 * 1000))

        self.assert_no_image_on_flash(self.boot_image(preexec_fn=limit), "can't write ", "EOS-4.30.1M.swi.part")
        self.assertEqual(self.ranges(), [None])

    def test_missing_file_fails_with_what_the_server_says_and_is_asked_for_once(self):
        outcome = self.boot_image(url="files/nothing")
        self.assert_no_image_on_flash(outcome, "files/nothing: status 404: there is no 'files/nothing'")
        self.assertEqual(self.server.paths().count("files/nothing"), 1)

    def test_url_of_the_server_is_checked_like_a_path(self):
        self.assert_image_on_flash(self.boot_image(url=self.server.url + "/" + IMAGE))
        self.assertEqual(len(self.server.requests_of("meta/" + IMAGE)), 1)

    def test_other_server_is_not_asked_for_metadata(self):
        url = self.server.url.replace("127.0.0.1", "localhost") + "/" + IMAGE
        self.server.faults[IMAGE] = [BreakOff(1000)]
        self.assert_image_on_flash(self.boot_image(url=url))
        self.assertEqual(len(self.server.requests_of("meta/" + IMAGE)), 0)

    def test_file_name_that_is_not_ascii_is_escaped(self):
        self.server.files["gr%C3%B6sse"] = b"hostname big\n"
        outcome = self.boot([{"action": "replace_config", "attributes": {"url": u"files/gr\u00f6sse"}}])
        self.assert_provisioned(outcome)
        outcome = self.boot([{"action": "replace_config", "attributes": {"url": u"files/gr\u00f6sser"}}])
        self.assert_failed(outcome, "files/gr%C3%B6sser: status 404")

    def test_file_name_with_a_space_is_escaped(self):
        self.server.files["two%20words"] = b"x"
        self.server.extra_actions["fetch"] = (
            "def main(attributes):\n"
            "    node = attributes.get('NODE')\n"
            "    node.retrieve_url('files/two words', node.flash() + '/two words')\n")
        outcome = self.boot([{"action": "sets_config"}, {"action": "fetch"}])
        self.assertEqual(outcome.flash["two words"], b"x", outcome.text)


if __name__ == "__main__":
    unittest.main()
