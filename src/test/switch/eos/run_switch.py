"""Boots a switch in a box against a running server, and prints as JSON what came of it.

    run_switch.py --server http://localhost:8080/ztpserver --root /tmp/switch --serial JPE00000001

The exit status is the bootstrap script's. Python 2.7 and 3.
"""
from __future__ import print_function

import argparse
import json
import sys

from switch_box import SwitchBox


def main(arguments):
    parser = argparse.ArgumentParser(description="Boots a switch in a box against a running server.")
    parser.add_argument("--server", required=True, help="the server's URL, without /bootstrap")
    parser.add_argument("--root", required=True, help="the folder for the switch; a short path, for its sockets")
    parser.add_argument("--serial", default="JPE12345678")
    parser.add_argument("--model", default="DCS-7050QX-32")
    parser.add_argument("--mac", default="00:1c:73:0c:0f:fe")
    parser.add_argument("--eos-version", default="4.28.3M", help="4.14.5F and older have eAPI on HTTP only")
    parser.add_argument("--neighbors", default="{}", type=json.loads,
                        help='JSON: {"Ethernet1": [{"device": "spine1", "port": "Ethernet7"}]}')
    parser.add_argument("--python", help="the interpreter that the switch has (default: this one)")
    parser.add_argument("--free", type=int, help="bytes that are free on flash")
    parser.add_argument("--bootstrap", help="run this script rather than the server's /bootstrap")
    parser.add_argument("--no-flash-factory-restore", action="store_true", help="passed on to the script")
    options = parser.parse_args(arguments)

    box = SwitchBox(options.root, options.serial, options.model, options.mac, options.eos_version, options.neighbors,
                    options.python)
    try:
        script = options.bootstrap or box.fetch_bootstrap(options.server)
        environment = {} if options.free is None else {"ZTPS_STAND_IN_FREE": str(options.free)}
        outcome = box.run(script, ["-n"] if options.no_flash_factory_restore else [], environment)
        print(json.dumps({
            "status": outcome.status,
            "log": outcome.output,
            "startup_config": outcome.startup_config,
            "flash": dict((path, None if content is None else len(content))
                          for path, content in outcome.flash.items()),
            "eapi": box.cli.commands,
            "fast_cli": box.notes("fast_cli"),
            "sudo": box.notes("sudo"),
            "syslog": box.syslog(),
        }, indent=2, sort_keys=True))
        return outcome.status
    finally:
        box.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
