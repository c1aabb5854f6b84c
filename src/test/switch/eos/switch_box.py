"""A switch in a box: a folder that stands for an EOS switch, in which the real bootstrap script runs as a process.

The script believes that the folder is its root (ZTPS_TEST_ROOT). It finds a stand-in FastCli and sudo on its PATH,
eAPI on the Unix socket and on HTTP, and a /dev/log. Python 2.7 and 3.
"""
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from contextlib import closing

import eapi_stand_in

try:
    from urllib.error import URLError
    from urllib.request import Request, urlopen
except ImportError:  # Python 2.7
    from urllib2 import Request, URLError, urlopen

HERE = os.path.dirname(os.path.abspath(__file__))


class SwitchBox(object):
    """One switch; close() it in the end."""

    def __init__(self, root, serial="JPE12345678", model="DCS-7050QX-32", mac="00:1c:73:0c:0f:fe", version="4.28.3M",
                 neighbors=None, python=None):
        self.root = os.path.abspath(root)
        self.flash = self.root + "/mnt/flash"
        self.python = python or sys.executable
        self.switch = {"serial": serial, "model": model, "mac": mac, "version": version, "neighbors": neighbors or {}}
        self._stand_in = self.root + "/stand-in"
        for folder in ("mnt/flash", "var/run", "dev", "tmp", "persist/local", "stand-in/bin"):
            if not os.path.isdir(os.path.join(self.root, folder)):
                os.makedirs(os.path.join(self.root, folder))
        for name in ("var/run/command-api.sock", "dev/log", "stand-in/eapi.json"):
            if os.path.exists(os.path.join(self.root, name)):
                os.remove(os.path.join(self.root, name))  # of an earlier boot: what is not on flash is gone
        self._write("switch.json", json.dumps(self.switch))
        self._install_commands()
        self.cli, self._servers, self._eapi_port = eapi_stand_in.start(
            self.switch, self.root, os.path.join(self._stand_in, "eapi.json"))
        self._syslog = SyslogDaemon(self.root + "/dev/log")

    def _install_commands(self):
        shutil.copy(os.path.join(HERE, "sudo"), os.path.join(self._stand_in, "bin", "sudo"))
        fast_cli = os.path.join(self._stand_in, "bin", "FastCli")
        script = os.path.join(HERE, "fast_cli.py")
        self._write("bin/FastCli", '#!/bin/sh\nexec "%s" "%s" "$@"\n' % (self.python, script))
        os.chmod(fast_cli, 0o755)

    def _write(self, name, text):
        with io.open(os.path.join(self._stand_in, name), "wb") as output:
            output.write(text.encode("utf-8"))

    def set_useradd_status(self, status):
        self._write("useradd.status", "%d" % status)

    def fetch_bootstrap(self, server_url):
        """Gets the script as EOS does when DHCP has named it: a plain GET with headers that describe the switch."""
        request = Request(server_url.rstrip("/") + "/bootstrap", headers={
            "Accept": "*/*",
            "X-Arista-SystemMAC": self.switch["mac"],
            "X-Arista-ModelName": self.switch["model"],
            "X-Arista-HardwareVersion": "01.00",
            "X-Arista-Serial": self.switch["serial"],
            "X-Arista-SoftwareVersion": self.switch["version"],
            "X-Arista-Architecture": "i386",
        })
        path = self.root + "/tmp/bootstrap"
        with io.open(path, "wb") as output:
            with closing(urlopen(request, timeout=30)) as response:
                output.write(response.read())
        return path

    def start(self, script, arguments=(), environment=None, **popen_options):
        """Starts the script; returns the process, with all its output in one pipe."""
        variables = dict(os.environ, ZTPS_TEST_ROOT=self.root, ZTPS_TEST_EAPI_PORT=str(self._eapi_port),
                         ZTPS_STAND_IN=self._stand_in, TMPDIR=self.root + "/tmp", PYTHONPATH=HERE + "/hooks",
                         PYTHONDONTWRITEBYTECODE="1", LC_ALL="C",
                         PATH=self._stand_in + "/bin" + os.pathsep + os.environ["PATH"])
        variables.setdefault("ZTPS_TEST_PAUSE", "0.01")
        variables.update(environment or {})
        return subprocess.Popen([self.python, script] + list(arguments), env=variables, stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=self.root + "/tmp",
                                close_fds=True, **popen_options)

    def wait(self, process):
        """Waits for the script's end and tells what came of it."""
        output = process.communicate()[0].decode("utf-8")
        return Outcome(process.returncode, output.splitlines(), self)

    def run(self, script, arguments=(), environment=None, **popen_options):
        return self.wait(self.start(script, arguments, environment, **popen_options))

    def read_flash(self):
        """What is on flash: the relative path of each file with its content, each folder with None, each link with
        its target."""
        content = {}
        for folder, folders, files in os.walk(self.flash):
            for name in folders:
                content[os.path.relpath(os.path.join(folder, name), self.flash)] = None
            for name in files:
                path = os.path.join(folder, name)
                if os.path.islink(path):
                    content[os.path.relpath(path, self.flash)] = b"-> " + os.readlink(path).encode("utf-8")
                    continue
                with io.open(path, "rb") as source:
                    content[os.path.relpath(path, self.flash)] = source.read()
        return content

    def notes(self, name):
        """The lines that a stand-in command has noted: fast_cli or sudo."""
        path = os.path.join(self._stand_in, name + ".log")
        if not os.path.exists(path):
            return []
        with io.open(path, encoding="utf-8") as log:
            return log.read().splitlines()

    def eapi_users(self):
        with io.open(os.path.join(self._stand_in, "eapi.json"), encoding="utf-8") as state:
            return json.loads(state.read())["users"]

    def syslog(self):
        """What the switch's own syslog daemon has received by now."""
        return self._syslog.received()

    def close(self):
        for server in self._servers:
            server.stop()
        self._syslog.close()


class Outcome(object):
    """What a run of the script has led to."""

    def __init__(self, status, output, box):
        self.status = status
        self.output = output
        self.flash = box.read_flash()
        startup_config = self.flash.get("startup-config")
        self.startup_config = None if startup_config is None else startup_config.decode("utf-8")

    @property
    def text(self):
        return "\n".join(self.output)

    @property
    def last_line(self):
        return self.output[-1] if self.output else ""


class SyslogDaemon(object):
    """The switch's own syslog daemon, or one elsewhere."""

    def __init__(self, address, family=socket.AF_UNIX):
        self._lines = []
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.bind(address)
        self.address = self._socket.getsockname()
        self._thread = threading.Thread(target=self._receive)
        self._thread.daemon = True
        self._thread.start()

    def _receive(self):
        packet = self._socket.recv(65536)
        while packet:
            self._lines.append(packet.decode("utf-8"))
            packet = self._socket.recv(65536)
        self._socket.close()

    def received(self):
        """All lines so far; nothing is received any more afterwards."""
        self.close()
        return self._lines

    def close(self):
        """Ends the daemon with an empty packet, behind all that are still in its queue."""
        if self._thread.is_alive():
            sender = socket.socket(self._socket.family, socket.SOCK_DGRAM)
            sender.sendto(b"", self.address)
            sender.close()
            self._thread.join(10)
