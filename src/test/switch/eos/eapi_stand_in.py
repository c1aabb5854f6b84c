"""A stand-in for eAPI, the JSON-RPC service of an EOS switch, on a Unix socket and on HTTP.

It answers as EOS does to the commands that a bootstrap needs, and only after FastCli (see fast_cli.py) has turned on
the protocol that is asked. Python 2.7 and 3.
"""
import base64
import io
import json
import os
import threading

try:
    from http.server import BaseHTTPRequestHandler
    from socketserver import TCPServer, ThreadingMixIn, UnixStreamServer
except ImportError:  # Python 2.7
    from BaseHTTPServer import BaseHTTPRequestHandler
    from SocketServer import TCPServer, ThreadingMixIn, UnixStreamServer


class CommandFailed(Exception):
    """A command that EOS refuses: what happened, and what the CLI says about it."""

    def __init__(self, code, message, errors):
        Exception.__init__(self, message)
        self.code = code
        self.message = message
        self.errors = errors


class Cli(object):
    """The few commands that this switch knows."""

    def __init__(self, switch, flash):
        self._switch = switch
        self._flash = flash
        self.commands = []

    def run(self, commands, text_format):
        """Returns the results so far and, when a command failed, its index and what was wrong with it."""
        results = []
        configuring = False
        for index, command in enumerate(commands):
            self.commands.append(command)
            try:
                results.append(self._run(command, configuring, text_format))
            except CommandFailed as failure:
                return results, index, failure
            configuring = (configuring or command.startswith("configure")) and command != "end"
        return results, None, None

    def _run(self, command, configuring, text_format):
        if command.startswith("bogus") or (command.startswith("show") and command not in self._shows()):
            raise CommandFailed(1002, "invalid command", ["Invalid input (at token 1: '%s')" % command.split()[-1]])
        if command in self._shows():
            text, data = self._shows()[command]
            if text_format:
                return {"output": text}
            if data is None:
                raise CommandFailed(1003, "unconverted command", ["This is not a converted command"])
            return data
        if command.startswith("install source "):
            self._install(command.split()[-1])
        elif not configuring and not command.startswith(("enable", "configure", "write", "copy ", "clear ")):
            raise CommandFailed(1002, "invalid command", ["Invalid input (at token 0: '%s')" % command.split()[0]])
        return {"output": ""} if text_format else {}

    def _install(self, source):
        name = source.replace("flash:", "").lstrip("/")
        if not os.path.isfile(os.path.join(self._flash, name)):
            raise CommandFailed(1000, "could not run command", ["Error: %s: No such file or directory" % source])
        with io.open(os.path.join(self._flash, "boot-config"), "w") as boot_config:
            boot_config.write(u"SWI=flash:/%s\n" % name)

    def _shows(self):
        switch = self._switch
        neighbors = [{"port": local, "neighborDevice": seen["device"], "neighborPort": seen["port"], "ttl": 120}
                     for local, entries in sorted(switch["neighbors"].items()) for seen in entries]
        version = {
            "modelName": switch["model"], "version": switch["version"], "internalVersion": switch["version"],
            "serialNumber": switch["serial"], "systemMacAddress": switch["mac"], "hardwareRevision": "01.00",
            "architecture": "i386", "memTotal": 3981260, "memFree": 2760020, "bootupTimestamp": 1700000000.0,
        }
        return {
            "show version": ("Arista %(model)s\nSerial number: %(serial)s\nSystem MAC address: %(mac)s\n\n"
                             "Software image version: %(version)s\n" % switch, version),
            "show lldp neighbors": ("\n".join("%(port)s %(neighborDevice)s %(neighborPort)s %(ttl)d" % entry
                                              for entry in neighbors),
                                    {"tablesInserts": len(neighbors), "tablesDeletes": 0, "tablesDrops": 0,
                                     "tablesAgeOuts": 0, "lldpNeighbors": neighbors}),
            "show clock": ("Mon Jan  1 00:00:00 2024\nTimezone: UTC\n", None),
        }


class Handler(BaseHTTPRequestHandler):

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != "/command-api":
            self._answer(404, b"Not Found", "text/html")
        elif not self.server.is_enabled():
            self._answer(502, b"Bad Gateway", "text/html")
        elif not self.server.is_allowed(self.headers.get("Authorization")):
            self._answer(401, b"Unable to authenticate user: Bad username/password combination", "text/html")
        else:
            self._answer(200, json.dumps(self._call(json.loads(body.decode("utf-8")))).encode("utf-8"),
                         "application/json-rpc")

    def _call(self, request):
        answer = {"jsonrpc": "2.0", "id": request["id"]}
        params = request["params"]
        if isinstance(params, list):
            params = dict(zip(("version", "cmds", "format"), params))
        if request["method"] != "runCmds" or params["version"] != 1:
            answer["error"] = {"code": -32601, "message": "Method not found"}
            return answer
        commands = params["cmds"]
        results, failed, failure = self.server.cli.run(commands, params.get("format", "json") == "text")
        if failed is None:
            answer["result"] = results
        else:
            message = "CLI command %d of %d '%s' failed: %s" % (
                failed + 1, len(commands), commands[failed], failure.message)
            answer["error"] = {"code": failure.code, "message": message,
                               "data": results + [{"errors": failure.errors}]}
        return answer

    def _answer(self, status, body, media_type):
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def address_string(self):
        return "switch"

    def log_message(self, *_):
        pass


class ServerMixin(ThreadingMixIn):
    daemon_threads = True
    protocol = None
    cli = None
    state_file = None

    def state(self):
        """What FastCli has configured."""
        try:
            with io.open(self.state_file, encoding="utf-8") as state:
                return json.loads(state.read())
        except IOError:
            return {}

    def is_enabled(self):
        return self.state().get("protocol") == self.protocol

    def start(self):
        thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})
        thread.daemon = True
        thread.start()

    def stop(self):
        self.shutdown()
        self.server_close()


class UnixEapi(ServerMixin, UnixStreamServer):
    protocol = "unix-socket"

    def is_allowed(self, _):
        return True


class HttpEapi(ServerMixin, TCPServer):
    protocol = "http"

    def is_allowed(self, authorization):
        users = self.state().get("users", {})
        return any(authorization == "Basic " + base64.b64encode(("%s:%s" % user).encode("ascii")).decode("ascii")
                   for user in users.items())


def start(switch, root, state_file):
    """Starts both servers; returns the CLI behind them, the servers and the port of the HTTP one."""
    cli = Cli(switch, root + "/mnt/flash")
    servers = [UnixEapi(root + "/var/run/command-api.sock", Handler), HttpEapi(("127.0.0.1", 0), Handler)]
    for server in servers:
        server.cli = cli
        server.state_file = state_file
        server.start()
    return cli, servers, servers[1].server_address[1]
