"""
A Nexus switch, as much of it as a POAP script can see: the commands below, and a bootflash.

Its state is the file nexus.json in the switch's root folder, so that the script's process and run_switch.py share it.
Runs on Python 2.7 and 3. The output has the shape of NX-OS's own, the lines that nobody reads left out.
"""

import hashlib
import json
import os
import re
import time

import tftp

BOOTFLASH_BYTES = 4000000000


class CommandFailed(Exception):
    """The text that the switch prints instead of doing what it was told."""


class Nexus(object):
    def __init__(self, root):
        self.root = root
        self.state_file = os.path.join(root, "nexus.json")
        with open(self.state_file) as source:
            self.state = json.load(source)

    @staticmethod
    def create(root, serial, mac, image, kickstart="", bootflash_bytes=BOOTFLASH_BYTES, faults=()):
        """A switch out of the box; files that are on its bootflash already stay there."""
        bootflash = os.path.join(root, "bootflash")
        if not os.path.isdir(bootflash):
            os.makedirs(bootflash)
        state = {
            "serial": serial,
            "mac": mac,
            "image": image,
            "kickstart": kickstart,
            "bootflash_bytes": bootflash_bytes,
            "faults": list(faults),
            "boot": {},
            "saved_boot": None,
            "scheduled_config": None,
            "commands": [],
        }
        with open(os.path.join(root, "nexus.json"), "w") as target:
            json.dump(state, target)
        return Nexus(root)

    def save(self):
        # A script may be stopped at any time; whoever reads the state afterwards must not find half of it.
        beside = self.state_file + ".new"
        with open(beside, "w") as target:
            json.dump(self.state, target)
        os.rename(beside, self.state_file)

    def execute(self, line):
        """The output of commands that are separated by ' ; '."""
        output = ""
        self.state["commands"].append(line)
        self.save()
        try:
            for command in line.split(" ; "):
                output += self.command(command.strip())
        finally:
            self.save()
        return output

    def command(self, command):
        for pattern, method in COMMANDS:
            match = re.match(pattern + r"\Z", command)
            if match:
                return method(self, *match.groups())
        raise CommandFailed("% Invalid command at '^' marker.\nSyntax error while parsing '" + command + "'")

    def json_output(self, command):
        if "no-json" in self.state["faults"]:
            raise CommandFailed("Structured output unsupported")
        if command != "show inventory chassis":
            raise CommandFailed("% Invalid command at '^' marker.")
        row = {
            "name": "Chassis",
            "desc": "Nexus9000 C93180YC-EX chassis",
            "productid": "N9K-C93180YC-EX",
            "vendorid": "V01",
            "serialnum": self.state["serial"],
        }
        return json.dumps({"TABLE_inv": {"ROW_inv": row}})

    def path(self, name):
        return os.path.join(self.root, "bootflash", name.lstrip("/"))

    def existing(self, name):
        if not os.path.isfile(self.path(name)):
            raise CommandFailed("ERROR: bootflash:%s: No such file or directory" % name)
        return self.path(name)

    def free(self):
        folder = os.path.join(self.root, "bootflash")
        used = sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))
        return self.state["bootflash_bytes"] - used

    # Commands

    def nothing(self):
        return ""

    def show_version(self):
        lines = ["Cisco Nexus Operating System (NX-OS) Software", "", "Software"]
        if self.state["kickstart"]:
            lines += [
                "  kickstart image file is: bootflash:///" + self.state["kickstart"],
                "  system image file is:    bootflash:///" + self.state["image"],
            ]
        else:
            lines += ["  NXOS image file is: bootflash:///" + self.state["image"]]
        return "\n".join(lines + ["", "Hardware", "  bootflash:   %d kB" % (self.state["bootflash_bytes"] // 1024), ""])

    def show_inventory(self):
        return (
            'NAME: "Chassis",  DESCR: "Nexus9000 C93180YC-EX chassis"\n'
            "PID: N9K-C93180YC-EX ,  VID: V01 ,  SN: %s\n"
        ) % self.state["serial"]

    def show_mgmt0(self):
        return (
            "mgmt0 is up\nadmin state is up,\n  Hardware: GigabitEthernet, address: {0} (bia {0})\n"
            "  Internet Address is 172.16.30.101/24\n    0 input errors\n"
        ).format(self.state["mac"])

    def dir_bootflash(self):
        folder = os.path.join(self.root, "bootflash")
        lines = [
            "%10d    %s  %s" % (os.path.getsize(self.path(name)), time.strftime("%b %d %H:%M:%S %Y"), name)
            for name in sorted(os.listdir(folder))
        ]
        total, free = self.state["bootflash_bytes"], self.free()
        lines += ["", "Usage for bootflash://sup-local"]
        lines += ["%11d bytes used" % (total - free), "%11d bytes free" % free, "%11d bytes total" % total, ""]
        return "\n".join(lines)

    def show_digest(self, name, algorithm):
        if "no-" + algorithm + "sum" in self.state["faults"]:
            raise CommandFailed("% Invalid command at '^' marker.")
        digest = hashlib.new(algorithm)
        with open(self.existing(name), "rb") as source:
            for chunk in iter(lambda: source.read(1 << 16), b""):
                digest.update(chunk)
        return digest.hexdigest() + "\n"

    def copy_tftp(self, host, port, remote, name, _vrf):
        room = [self.free()]
        try:
            with open(self.path(name), "wb") as target:

                def write(block):
                    room[0] -= len(block)
                    if room[0] < 0:
                        raise CommandFailed("No space left on device")
                    target.write(block)

                tftp.read(host.strip("[]"), int(port or 69), remote, write)
        except tftp.TftpError as error:
            os.remove(self.path(name))
            raise CommandFailed("TFTP get operation failed:%s" % error)
        return "Trying to connect to tftp server......\nTFTP get operation was successful\nCopy complete.\n"

    def copy_scheduled(self, name):
        with open(self.existing(name), "rb") as source:
            text = source.read().decode("utf-8")
        if "schedule-refused" in self.state["faults"]:
            raise CommandFailed("ERROR: can't schedule:\n" + text)
        self.state["scheduled_config"] = text
        return "Copy complete.\n"

    def copy_startup(self):
        if "busy-once" in self.state["faults"]:
            self.state["faults"].remove("busy-once")
            raise CommandFailed("Configuration update aborted: System not ready")
        self.state["saved_boot"] = dict(self.state["boot"])
        return "[########################################] 100%\nCopy complete.\n"

    def boot(self, kind, name):
        self.existing(name)
        self.state["boot"][kind] = name.lstrip("/")
        return "Performing image verification and compatibility check, please wait....\n"


COMMANDS = (
    (r"terminal dont-ask|config(?:ure)? terminal", Nexus.nothing),
    (r"show version", Nexus.show_version),
    (r"show inventory chassis", Nexus.show_inventory),
    (r"show interface mgmt0", Nexus.show_mgmt0),
    (r"dir bootflash:", Nexus.dir_bootflash),
    (r"show file bootflash:(\S+) (md5|sha256)sum", Nexus.show_digest),
    (r"copy tftp://(\[[^]]+\]|[^/:]+)(?::(\d+))?/(\S+) bootflash:(\S+) vrf (\S+)", Nexus.copy_tftp),
    (r"copy bootflash:(\S+) scheduled-config", Nexus.copy_scheduled),
    (r"copy running-config startup-config", Nexus.copy_startup),
    (r"boot (nxos|kickstart|system) bootflash:(\S+)", Nexus.boot),
)
