"""A stand-in for FastCli, the command-line shell of an EOS switch. Python 2.7 and 3.

The folder ZTPS_STAND_IN says which switch this is (switch.json), and gets what is configured (eapi.json) and every
command (fast_cli.log).
"""
import io
import json
import os
import sys

FOLDER = os.environ["ZTPS_STAND_IN"]


def main(arguments):
    if arguments[:-1] != ["-p", "15", "-A", "-c"]:
        sys.exit("FastCli: unexpected arguments %s" % arguments[:-1])
    lines = arguments[-1].split("\n")
    with io.open(os.path.join(FOLDER, "fast_cli.log"), "ab") as log:
        log.write(("\n".join(lines) + "\n").encode("utf-8"))
    if lines[0] == "configure":
        configure(lines[1:])
    elif lines == ["show version | include image"]:
        print("Software image version: %s" % load("switch.json")["version"])
    elif lines[0].startswith("show management api http-commands"):
        print("Enabled:            %s" % ("Yes" if load("eapi.json").get("protocol") else "No"))
    else:
        print("% Invalid input")


def configure(lines):
    state = load("eapi.json")
    users = state.setdefault("users", {})
    protocol = state.get("protocol")
    for line in lines:
        words = line.split()
        if words[:1] == ["username"]:
            users[words[1]] = words[3]
        elif words[:2] == ["no", "username"]:
            users.pop(words[2], None)
        elif words[:1] == ["protocol"]:
            protocol = words[1]
        elif line == "no shutdown":
            state["protocol"] = protocol
    with io.open(os.path.join(FOLDER, "eapi.json"), "wb") as output:
        output.write(json.dumps(state).encode("utf-8"))


def load(name):
    try:
        with io.open(os.path.join(FOLDER, name), encoding="utf-8") as source:
            return json.loads(source.read())
    except IOError:
        return {}


main(sys.argv[1:])
