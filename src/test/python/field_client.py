"""What an EOS switch does over HTTP while it provisions itself: the requests, their headers and bodies, and nothing else.

    field_client.py BOOTSTRAP_URL NODE_AS_JSON

prints one JSON object: the answer to each request that it made, and what it downloaded. Like the clients in the field it
compares media types to the letter, takes an answer of the wrong kind for a failure and gives up. Exit status 0 when the
node was provisioned, 1 when it gave up.
"""

import hashlib
import http.client
import json
import sys
import urllib.parse

TIMEOUT = 30
EOS_HEADERS = {
    "X-Arista-SystemMAC": "00:1c:73:aa:bb:cc",
    "X-Arista-ModelName": "vEOS",
    "X-Arista-HardwareVersion": "",
    "X-Arista-Serial": "",
    "X-Arista-SoftwareVersion": "4.30.1F",
    "X-Arista-Architecture": "i386",
}


class GaveUp(Exception):
    pass


class Switch:
    def __init__(self, node):
        self.node = node
        self.log = []
        self.downloads = {}

    def request(self, method, url, headers, body):
        """One connection a request; nothing is sent that a switch would not send."""
        parts = urllib.parse.urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=TIMEOUT)
        try:
            connection.putrequest(method, parts.path or "/", skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        media_type = answer.getheader("Content-Type", "").split(";")[0]
        self.log.append({"request": method + " " + parts.path, "status": answer.status, "type": media_type})
        return answer, media_type, content

    def get(self, url, expected):
        """Clients of the field send the JSON of nothing with every GET, under a type of text."""
        headers = {"Accept": "*/*", "Accept-Encoding": "", "Content-Type": "text/html"}
        answer, media_type, content = self.request("GET", url, headers, b"null")
        if media_type == "text/html" and answer.status in (400, 404):
            raise GaveUp("%s: %s" % (url, content.decode().strip()))
        if answer.status != 200 or media_type != expected:
            raise GaveUp("%s: unexpected %s %s" % (url, answer.status, media_type))
        return answer, content

    def download(self, server, path):
        """A file, if it fits: the room that it takes is asked for first, and checked against what came."""
        url = server + "/" + path
        area, name = path.split("/", 1)
        meta = json.loads(self.get(server + "/meta/" + area + "/" + name, "application/json")[1])
        answer, content = self.get(url, "text/plain")
        if int(answer.getheader("Content-Length")) != meta["size"] or len(content) != meta["size"]:
            raise GaveUp(url + ": not of the size that was announced")
        if hashlib.sha1(content).hexdigest() != meta["sha1"]:
            raise GaveUp(url + ": not the file that was announced")
        self.downloads[path] = content.decode()

    def boot(self, bootstrap_url):
        answer, _, script = self.request("GET", bootstrap_url, EOS_HEADERS, None)
        if answer.status != 200:
            raise GaveUp("no bootstrap script")
        server = [line.split("'")[1] for line in script.decode().splitlines() if line.startswith("SERVER = ")][0]
        settings = json.loads(self.get(server + "/bootstrap/config", "application/json")[1])
        if sorted(settings) != ["logging", "xmpp"]:
            raise GaveUp("settings without logging or xmpp")
        body = json.dumps(self.node).encode()
        answer, media_type, content = self.request(
            "POST", server + "/nodes", {"Accept-Encoding": "", "Content-Type": "application/json"}, body
        )
        if answer.status not in (201, 409) or media_type != "text/html":
            raise GaveUp("not registered: " + content.decode().strip())
        definition = json.loads(self.get(answer.getheader("Location"), "application/json")[1])
        for action in definition["actions"]:
            self.run(server, action["action"], action["attributes"])
        return definition

    def run(self, server, action, attributes):
        code = self.get(server + "/actions/" + action, "text/x-python")[1]
        compile(code, action, "exec")
        url = attributes.get("url")
        if url is None:
            return
        if not url.startswith("http://"):
            self.download(server, url)
        else:
            self.downloads[url] = self.get(url, "text/plain")[1].decode()


def main():
    switch = Switch(json.loads(sys.argv[2]))
    result = {"gaveUp": None, "definition": None}
    try:
        result["definition"] = switch.boot(sys.argv[1])
    except GaveUp as reason:
        result["gaveUp"] = str(reason)
    result["log"] = switch.log
    result["downloads"] = switch.downloads
    print(json.dumps(result))
    return 1 if result["gaveUp"] else 0


if __name__ == "__main__":
    sys.exit(main())
