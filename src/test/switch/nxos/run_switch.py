#!/usr/bin/env python3
"""
A Nexus in a box: does with a POAP script what a switch out of the box does, and prints its log and the configuration
that it is going to boot with.

The script comes from the server, or from a file or another tftp:// or http:// URL. Its MD5 line is checked as NX-OS checks it: a script whose
line is missing or wrong is refused and never runs. Otherwise it runs as a process of its own, with the stand-ins for
the switch's modules on its path and everything under --root in place of /. SIGTERM is passed on to it.

    run_switch.py --serial 9KY5Y4WBGTL --mac aaaa.aaaa.aaaa

Exit status: the script's; 3 when the script is refused, 4 when it ran into --timeout.
"""

import argparse
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

import nexus
import tftp

HERE = os.path.dirname(os.path.abspath(__file__))
REFUSED, TIMED_OUT = 3, 4


def main():
    options = arguments()
    if options.root:
        return boot(options)
    with tempfile.TemporaryDirectory() as options.root:
        return boot(options)


def boot(options):
    source = options.script or options.server.rstrip("/") + "/poap_script.py"
    script, refusal = None, None
    try:
        script = load(source)
        refusal = refuse(script)
    except (OSError, tftp.TftpError) as error:
        refusal = "can't get %s: %s" % (source, error)
    nexus.Nexus.create(
        options.root,
        options.serial,
        options.mac,
        options.image,
        options.kickstart,
        options.bootflash_bytes,
        options.fault,
    )
    status, output = (REFUSED, "") if refusal else execute(script, options)
    became = outcome(options.root, status, refusal, output)
    print(json.dumps(became, indent=2) if options.json else as_text(became, options.serial))
    return status


def arguments():
    parser = argparse.ArgumentParser(description="Runs a POAP script as a Nexus switch does.")
    parser.add_argument(
        "--server", default="http://localhost:8080/ztpserver", help="the server's URL (default: %(default)s)"
    )
    parser.add_argument(
        "--script",
        metavar="FILE|URL",
        help="a file, or a tftp:// or http:// URL (default: poap_script.py of the server)",
    )
    parser.add_argument("--serial", required=True)
    parser.add_argument("--mac", default="0000.5e00.53ff", help="of mgmt0 (default: %(default)s)")
    parser.add_argument("--image", default="nxos.9.3.7.bin", help="which the switch runs (default: %(default)s)")
    parser.add_argument("--kickstart", default="", help="the kickstart image that it runs, on a platform with two")
    parser.add_argument(
        "--root",
        metavar="DIR",
        help="stands for /, and lasts; DIR/bootflash may hold files (default: one that is gone in the end)",
    )
    parser.add_argument("--bootflash-bytes", type=int, default=nexus.BOOTFLASH_BYTES, help="size of its bootflash")
    parser.add_argument("--legacy", action="store_true", help="has the cisco module of old releases, not cli")
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        choices=["no-json", "no-sha256sum", "no-md5sum", "schedule-refused", "busy-once"],
        help="what this switch can't do",
    )
    parser.add_argument("--pause-factor", default="0", help="what the script's pauses are multiplied by")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that runs the script")
    parser.add_argument("--timeout", type=float, default=120, metavar="SECONDS")
    parser.add_argument("--json", action="store_true", help="print all that is known of the boot, as JSON")
    return parser.parse_args()


def load(source):
    url = urllib.parse.urlsplit(source)
    if url.scheme == "tftp":
        blocks = []
        tftp.read(url.hostname, url.port or 69, url.path.lstrip("/"), blocks.append)
        return b"".join(blocks)
    if url.scheme in ("http", "https"):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(source, timeout=30) as response:
            return response.read()
    with open(source, "rb") as script:
        return script.read()


def refuse(script):
    """Why the switch would not run the script; None when it would."""
    lines = script.splitlines(True)
    if not lines or not re.match(rb"#!\S*\s*\S*python", lines[0]):
        return "line 1 names no Python interpreter"
    stamp = re.match(rb'#md5sum="([0-9a-f]{32})"\s*\Z', lines[1]) if len(lines) > 1 else None
    if not stamp:
        return 'line 2 is not #md5sum="..."'
    actual = hashlib.md5(b"".join(line for line in lines if not line.startswith(b"#md5sum"))).hexdigest()
    stated = stamp.group(1).decode()
    return None if actual == stated else "MD5 mismatch: line 2 says %s, the script has %s" % (stated, actual)


def execute(script, options):
    root = os.path.abspath(options.root)
    path = os.path.join(root, "poap_script.py")
    with open(path, "wb") as target:
        target.write(script)
    environment = dict(os.environ)
    environment.update(
        POAP_ROOT=root,
        POAP_PAUSE_FACTOR=options.pause_factor,
        POAP_VRF="management",
        PYTHONPATH=os.pathsep.join([os.path.join(HERE, "legacy" if options.legacy else "current"), HERE]),
        PYTHONDONTWRITEBYTECODE="1",
    )
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [options.python, path], env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        try:
            status = process.wait(options.timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            status = TIMED_OUT
        output.seek(0)
        return status, output.read().decode("utf-8", "replace")


def outcome(root, status, refusal, output):
    state = nexus.Nexus(root).state
    folder = os.path.join(root, "bootflash")
    files = sorted(os.listdir(folder))
    logs = [name for name in files if re.match(r"\d{14}_poap\.log\Z", name)]
    log = ""
    # The newest by what the file system says: the switch's clock may be wrong.
    for name in sorted(logs, key=lambda entry: os.path.getmtime(os.path.join(folder, entry)))[-1:]:
        with open(os.path.join(folder, name), encoding="utf-8") as source:
            log = source.read()
    return {
        "status": status,
        "refused": refusal,
        "scheduled_config": state["scheduled_config"],
        "boot": state["boot"],
        "saved_boot": state["saved_boot"],
        "bootflash": [name for name in files if name not in logs],
        "logs": logs,
        "log": log,
        "output": output,
        "commands": state["commands"],
    }


def as_text(became, serial):
    if became["refused"]:
        return "%s does not run the script: %s" % (serial, became["refused"])
    config = became["scheduled_config"]
    told = became["output"] + became["log"]
    if config is None:
        return "%s\n%s has no configuration." % (told, serial)
    return "%s\nThe configuration that %s boots with:\n\n%s" % (told, serial, config.rstrip("\n"))


if __name__ == "__main__":
    sys.exit(main())
