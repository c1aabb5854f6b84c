#!/usr/bin/env python3
"""Boots a switch in a box against a running server, and prints what its console shows and the startup-config it has then.

    run_switch.py --serial JPE24010001 --neighbor Ethernet49=spine1:Ethernet1

The exit status is the bootstrap script's; 3 when there is no script to be had. Python 2.7 and 3.
"""
from __future__ import print_function

import argparse
import json
import shutil
import sys
import tempfile

from switch_box import SwitchBox, URLError

NO_SCRIPT = 3


def main(arguments):
    parser = argparse.ArgumentParser(description="Boots a switch in a box against a running server.")
    parser.add_argument("--server", default="http://localhost:8080/ztpserver",
                        help="the server's URL, without /bootstrap (default: %(default)s)")
    parser.add_argument("--root", help="the folder for the switch, which lasts: its flash is mnt/flash in it; a short "
                        "path, for its sockets (default: one that is gone in the end)")
    parser.add_argument("--serial", default="JPE12345678")
    parser.add_argument("--model", default="DCS-7050QX-32")
    parser.add_argument("--mac", default="00:1c:73:0c:0f:fe")
    parser.add_argument("--eos-version", default="4.28.3M", help="4.14.5F and older have eAPI on HTTP only")
    parser.add_argument("--neighbor", action="append", default=[], type=neighbor, metavar="INTERFACE=DEVICE:PORT",
                        help="what the switch sees on an interface; may be given again")
    parser.add_argument("--neighbors", default="{}", type=json.loads,
                        help='the same as JSON: {"Ethernet1": [{"device": "spine1", "port": "Ethernet7"}]}')
    parser.add_argument("--python", help="the interpreter that the switch has (default: this one)")
    parser.add_argument("--free", type=int, help="bytes that are free on flash")
    parser.add_argument("--bootstrap", help="run this script rather than the server's /bootstrap")
    parser.add_argument("--no-flash-factory-restore", action="store_true", help="passed on to the script")
    parser.add_argument("--json", action="store_true", help="print all that is known of the boot, as JSON")
    options = parser.parse_args(arguments)
    for interface, seen in options.neighbor:
        options.neighbors.setdefault(interface, []).append(seen)
    if options.root:
        return boot(options.root, options)
    root = tempfile.mkdtemp(prefix="sw")
    try:
        return boot(root, options)
    finally:
        shutil.rmtree(root)


def neighbor(text):
    interface, equals, seen = text.partition("=")
    device, colon, port = seen.partition(":")
    if not (interface and equals and device and colon and port):
        raise argparse.ArgumentTypeError("'%s' is not INTERFACE=DEVICE:PORT" % text)
    return interface, {"device": device, "port": port}


def boot(root, options):
    box = SwitchBox(root, options.serial, options.model, options.mac, options.eos_version, options.neighbors,
                    options.python)
    try:
        try:
            script = options.bootstrap or box.fetch_bootstrap(options.server)
        except URLError as error:
            print("%s: can't get %s/bootstrap: %s" % (options.serial, options.server.rstrip("/"), getattr(error, "reason", error)))
            return NO_SCRIPT
        environment = {} if options.free is None else {"ZTPS_STAND_IN_FREE": str(options.free)}
        outcome = box.run(script, ["-n"] if options.no_flash_factory_restore else [], environment)
        print(as_json(outcome, box) if options.json else as_text(outcome, box))
        return outcome.status
    finally:
        box.close()


def as_json(outcome, box):
    return json.dumps({
        "status": outcome.status,
        "log": outcome.output,
        "startup_config": outcome.startup_config,
        "flash": dict((path, None if content is None else len(content))
                      for path, content in outcome.flash.items()),
        "eapi": box.cli.commands,
        "fast_cli": box.notes("fast_cli"),
        "sudo": box.notes("sudo"),
        "syslog": box.syslog(),
    }, indent=2, sort_keys=True)


def as_text(outcome, box):
    """What the console shows, with paths as the switch has them, and the startup-config."""
    console, serial = outcome.text.replace(box.root + "/", "/"), box.switch["serial"]
    if outcome.startup_config is None:
        return "%s\n\n%s has no startup-config." % (console, serial)
    return "%s\n\nThe startup-config of %s:\n\n%s" % (console, serial, outcome.startup_config.rstrip("\n"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
