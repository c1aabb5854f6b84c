#!/bin/env python
#md5sum="b1f9a7a15f48f6112cf4dd9fcfe2d09c"
"""
POAP script for Cisco Nexus switches. It registers the switch with the POAP server, installs the image that the server
names, and schedules the configuration that the server renders.

NX-OS compares line 2 with the MD5 of this file without the lines that begin with the word above, and refuses a script
whose line is wrong. After an edit, stamp the file again:

    ztps poap-stamp poap_script.py

The copy that the server delivers at /poap_script.py has its options filled in and is already stamped.

Runs on Python 2.7 and 3 with the standard library and the switch's own modules. Only the options need an edit.
"""

# NX-OS reads this comment: the number of seconds that the script may take.
# script_timeout=1800

import json
import os
import re
import signal
import sys
import syslog
import time

try:
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.parse import quote, urlencode
    from urllib.request import ProxyHandler, Request, build_opener
except ImportError:  # Python 2.7
    from httplib import HTTPException
    from urllib import quote, urlencode
    from urllib2 import HTTPError, ProxyHandler, Request, build_opener

try:
    from cli import cli
except ImportError:  # NX-OS 6 and older
    from cisco import cli
try:
    from cli import clid
except ImportError:
    clid = None

# --- options: begin ---
options = {
    "poap_server": "ztpserver",
    "port": "8080",
    "prefix": "",
    "protocol": "http",
}
# --- options: end ---

# For tests only: the parent folder of /bootflash, and a factor for the pauses between tries.
BOOTFLASH = os.environ.get("POAP_ROOT", "") + "/bootflash"
PAUSE_FACTOR = float(os.environ.get("POAP_PAUSE_FACTOR", "1"))

TRIES = 6
TRANSFER_TRIES = 3
HTTP_TIMEOUT = 60  # seconds without a byte
PROGRESS_TIMEOUT = 5  # seconds
CHUNK = 256 * 1024  # bytes
LOGS_KEPT = 4
LINE_LIMIT = 1000  # characters of one message

ANSWER_KEYS = (
    "config_file",
    "config_protocol",
    "http_server",
    "tftp_server",
    "system_image",
    "kickstart_image",
    "hostname",
)
# Names from the server become part of commands on the switch, so their form is checked.
FILE_NAME = re.compile(r"/?[A-Za-z0-9._+-]+(/[A-Za-z0-9._+-]+)*\Z")
SERVER_NAME = re.compile(r"[A-Za-z0-9._:\[\]-]+(/[A-Za-z0-9._~/-]*)?\Z")
SECRET = re.compile(r"(?i)\b(passwords?|passphrase|secret|community|key-string|key|auth|priv)[ \t:=]+\S.*")
COMMAND_FAILED = re.compile(
    r"(?im)^\s*(%\s*(?:invalid|incomplete|ambiguous|permission|error).*|error\b.*|syntax error.*"
    r"|.*operation failed.*|.*no space left.*)$"
)
FINAL_COPY_FAULT = re.compile(r"(?i)not found|no such file|permission denied|no space left")

# No proxy: the switch's environment is not ours, and the POAP server is on its own network.
OPENER = build_opener(ProxyHandler({}))
# URLError and socket errors are EnvironmentErrors on both Pythons. So is HTTPError, which is caught earlier.
NETWORK_FAULTS = (EnvironmentError, HTTPException)

log_file = None
partial_files = set()


class Fault(Exception):
    """Provisioning can't continue; the message is safe for a log, and says what failed and where to look."""

    def __init__(self, message):
        Exception.__init__(self, one_line(message))


class PassingFault(Fault):
    """A fault that may not occur at the next try, which begins after a pause of this many seconds, or more."""

    def __init__(self, message, pause=0):
        Fault.__init__(self, message)
        self.pause = pause


class Refused(Fault):
    """The server answered with a status below 500: asking again would not help."""

    def __init__(self, status, message):
        Fault.__init__(self, message)
        self.status = status


class Terminated(BaseException):
    """SIGTERM arrived. Not an Exception, so that no handler in between swallows it."""


# Log and clean-up


def one_line(text):
    """The text as one line of printable ASCII, without the text after words that announce a secret."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    text = " ".join(SECRET.sub(r"\1 <removed>", "%s" % text).split())
    return re.sub(r"[^\x20-\x7e]", "?", text)[:LINE_LIMIT]


def log(message):
    line = one_line(message)
    # "alert" is what NX-OS shows on the console during POAP.
    syslog.syslog(syslog.LOG_USER | syslog.LOG_ALERT, line)
    if log_file is not None:
        try:
            log_file.write("%s %s\n" % (time.strftime("%H:%M:%S", time.gmtime()), line))
            log_file.flush()
        except EnvironmentError:
            pass  # a full bootflash is reported by the step that needs the room


def open_log():
    global log_file
    name = time.strftime("%Y%m%d%H%M%S_poap.log", time.gmtime())
    log_file = open(bootflash(name), "a")
    # The clock of a new switch may say 2009: never remove the log just opened, even if its name looks old.
    older = [entry for entry in os.listdir(BOOTFLASH) if re.match(r"\d{14}_poap\.log\Z", entry) and entry != name]
    for entry in sorted(older, reverse=True)[LOGS_KEPT - 1 :]:
        remove(bootflash(entry))


def bootflash(name):
    return os.path.join(BOOTFLASH, name)


def remove(path):
    try:
        os.remove(path)
    except EnvironmentError as error:
        if os.path.exists(path):
            log("Can't remove %s: %s" % (path, error))


def remove_partial_files():
    while partial_files:
        remove(partial_files.pop())


def on_sigterm(_signal, _frame):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Terminated()


# The switch


def run(command, fault=Fault):
    """Runs a command line of the switch and returns its output. Releases report a failure in different ways."""
    try:
        output = cli(command)
    except Exception as error:
        raise fault("The switch refused '%s': %s" % (command, error))
    if isinstance(output, (list, tuple)):  # the old cisco module answers (status, text)
        output = output[1]
    output = output or ""
    failure = COMMAND_FAILED.search(output)
    if failure:
        raise fault("The switch refused '%s': %s" % (command, failure.group(1)))
    return output


def serial_number():
    if clid is not None:
        try:
            rows = json.loads(clid("show inventory chassis"))["TABLE_inv"]["ROW_inv"]
            chassis = rows[0] if isinstance(rows, list) else rows
            if chassis["serialnum"]:
                return str(chassis["serialnum"])
        except Exception as error:
            log("No JSON from 'show inventory chassis' (%s): reading its text" % type(error).__name__)
    match = re.search(r"\bSN:\s*(\S+)", run("show inventory chassis"))
    if not match:
        raise Fault("'show inventory chassis' shows no serial number")
    return match.group(1)


def mac_address():
    match = re.search(r"address:\s+([0-9a-fA-F]{4}\.[0-9a-fA-F]{4}\.[0-9a-fA-F]{4})", run("show interface mgmt0"))
    if not match:
        raise Fault("'show interface mgmt0' shows no MAC address")
    return match.group(1)


def running_images():
    """File names by kind; a platform with one image has no kickstart."""
    images = {}
    for kind, path in re.findall(r"(?i)\b(NXOS|system|kickstart) image file is:\s*(\S+)", run("show version")):
        images["kickstart" if kind.lower() == "kickstart" else "system"] = os.path.basename(path)
    return images


def check_room(needed):
    match = re.search(r"(\d+)\s+bytes free", run("dir bootflash:"))
    if not match:
        log("'dir bootflash:' does not tell the free space: going on without a check")
    elif int(match.group(1)) < needed:
        raise Fault(
            "Not enough room on bootflash: %d bytes needed, %s free; delete old images" % (needed, match.group(1))
        )


def digest_on_switch(name, command, digits):
    """The digest that the switch computes, or None if this release has no such command."""
    try:
        output = run("show file bootflash:%s %s" % (name, command))
    except Fault as fault:
        log(fault)
        return None
    # Take the last one: old releases print other text before it.
    digests = re.findall(r"\b[0-9a-fA-F]{%d}\b" % digits, output)
    return digests[-1].lower() if digests else None


# The server


def base_url():
    host, prefix = options["poap_server"], options["prefix"].strip("/")
    if options["protocol"] not in ("http", "https"):
        raise Fault("Option protocol is '%s': http and https are possible" % options["protocol"])
    if ":" in host and not host.startswith("["):  # IPv6
        host = "[%s]" % host
    return "%s://%s:%s%s" % (options["protocol"], host, options["port"], "/" + prefix if prefix else "")


def request(url, method="GET", data=None, headers=None, timeout=HTTP_TIMEOUT):
    """Opens the answer to a request; a status of 400 or above is a fault."""
    message = Request(url, data=data, headers=headers or {})
    message.get_method = lambda: method
    try:
        return OPENER.open(message, timeout=timeout)
    except HTTPError as error:
        text = "%s %s: status %d %s" % (method, url, error.code, server_message(error))
        if error.code >= 500:
            raise PassingFault(text, retry_after(error))
        raise Refused(error.code, text)
    except NETWORK_FAULTS as error:
        raise PassingFault("%s %s: %s" % (method, url, error or type(error).__name__))


def retry_after(error):
    """The seconds that a busy server asks a switch to wait, up to a minute; 0 if it does not ask."""
    try:
        return max(0, min(60, int(error.headers.get("Retry-After") or 0)))
    except ValueError:
        return 0


def server_message(error):
    """The sentence in the body of an error, which may be JSON."""
    try:
        body = error.read(4096).decode("utf-8", "replace")
    except NETWORK_FAULTS:
        return ""
    try:
        answer = json.loads(body)
        return answer.get("message") or answer.get("error") or body
    except (ValueError, AttributeError):
        return body[:500]


def retrying(tries, work, *arguments):
    """Does the work; repeats it after a passing fault, with a pause that doubles each time."""
    for attempt in range(1, tries + 1):
        try:
            return work(*arguments)
        except PassingFault as fault:
            if attempt == tries:
                raise Fault("%s (%d tries)" % (fault, tries))
            pause = PAUSE_FACTOR * max(2**attempt, fault.pause)
            log("%s; next try in %g s" % (fault, pause))
            time.sleep(pause)


def fetch_once(url, method, data):
    response = request(url, method, data)
    try:
        return response.read()
    except NETWORK_FAULTS as error:
        raise PassingFault("%s %s: %s" % (method, url, error or type(error).__name__))
    finally:
        response.close()


def fetch(url, method="GET", data=None):
    return retrying(TRIES, fetch_once, url, method, data)


def progress(serial, step, status, message):
    """Reports the result of a step to the server. Older servers have no such path, so nothing depends on it."""
    try:
        report = {"step": step, "status": status, "message": one_line(message)}
        url = "%s/progress/%s" % (base_url(), quote(serial, safe=""))
        headers = {"Content-Type": "application/json"}
        request(url, "POST", json.dumps(report).encode("ascii"), headers, PROGRESS_TIMEOUT).close()
    except Exception as error:
        log("Progress not reported: %s" % error)


class Download(object):
    """A download to bootflash by HTTP. A new try resumes where a broken one stopped."""

    def __init__(self, url, path, size):
        self.url = url
        self.path = path
        self.size = size  # None if the server has not said
        self.validator = None  # for If-Range: the rest must belong to the same file

    def attempt(self):
        received = os.path.getsize(self.path) if self.validator and os.path.exists(self.path) else 0
        headers = {"Range": "bytes=%d-" % received, "If-Range": self.validator} if received else {}
        response = request(self.url, headers=headers)
        try:
            if response.getcode() == 206 and received:
                log("Resuming at byte %d" % received)
                if not (response.headers.get("Content-Range") or "").startswith("bytes %d-" % received):
                    self.validator = None
                    raise PassingFault("GET %s: the server answered with another range than asked for" % self.url)
            else:
                received = 0
                self.remember_version(response)
            length = response.headers.get("Content-Length")
            expected = received + int(length) if length else None
            if self.size is None and not received and expected:
                check_room(expected)
            received = self.store(response, received)
            if expected is not None and received != expected:
                raise PassingFault("GET %s: broken off after %d of %d bytes" % (self.url, received, expected))
        finally:
            response.close()

    def remember_version(self, response):
        etag = response.headers.get("ETag")
        self.validator = etag if etag and not etag.startswith("W/") else response.headers.get("Last-Modified")

    def store(self, response, received):
        with open(self.path, "ab" if received else "wb") as target:
            while True:
                try:
                    chunk = response.read(CHUNK)
                except NETWORK_FAULTS as error:
                    raise PassingFault("GET %s: broken off after %d bytes: %s" % (self.url, received, error))
                if not chunk:
                    return received
                target.write(chunk)
                received += len(chunk)


def tftp_copy(server, remote, name):
    command = "terminal dont-ask ; copy tftp://%s/%s bootflash:%s vrf %s" % (
        server,
        remote.lstrip("/"),
        name,
        os.environ.get("POAP_VRF") or "management",
    )
    try:
        run(command, PassingFault)
    except PassingFault as fault:
        if FINAL_COPY_FAULT.search(str(fault)):
            raise Fault(str(fault))
        raise
    # The oldest releases report no failure at all.
    if not os.path.exists(bootflash(name)) or not os.path.getsize(bootflash(name)):
        raise PassingFault("'%s' left no file on bootflash" % command)


# The three steps


def poap_collect(serial):
    """Registers the switch; returns what it must run: a text for each of ANSWER_KEYS, maybe empty."""
    mac = mac_address()
    url = "%s/%s" % (base_url(), quote(serial, safe=""))
    log("Serial number %s, MAC address %s: asking %s" % (serial, mac, url))
    try:
        body = fetch(url, "PUT", urlencode({"data": mac}).encode("ascii"))
    except Refused as refused:
        if refused.status == 404:
            raise Fault("The server does not know this switch (serial %s, MAC %s): %s" % (serial, mac, refused))
        raise
    try:
        answer = json.loads(body.decode("utf-8"))
        info = dict((key, str(answer.get(key) or "")) for key in ANSWER_KEYS)
    except (ValueError, AttributeError):
        raise Fault("PUT %s: the answer is not the JSON of a POAP server" % url)
    check_answer(info)
    log("The server answers: " + ", ".join("%s '%s'" % (name, info[name]) for name in ANSWER_KEYS))
    return info


def check_answer(info):
    protocol = info["config_protocol"]
    if protocol not in ("http", "tftp"):
        raise Fault("The server answers config_protocol '%s': http and tftp are possible" % protocol)
    for name in ("config_file", protocol + "_server"):
        if not info[name]:
            raise Fault("The server answers no %s" % name)
    for name, form in (
        ("config_file", FILE_NAME),
        ("system_image", FILE_NAME),
        ("kickstart_image", FILE_NAME),
        ("http_server", SERVER_NAME),
        ("tftp_server", SERVER_NAME),
    ):
        value = info[name]
        if value and (not form.match(value) or ".." in value.split("/")):
            raise Fault("The server answers %s '%s', which can't be one" % (name, value))
    if info["kickstart_image"] and not info["system_image"]:
        raise Fault("The server answers a kickstart_image without a system_image")


def image_install(info):
    """Downloads the images that the server names to bootflash and makes the switch boot them. Returns what it did."""
    wanted = [(kind, info[kind + "_image"]) for kind in ("kickstart", "system") if info[kind + "_image"]]
    if not wanted:
        return "No image asked for"
    running = running_images()
    missing = [image for kind, image in wanted if running.get(kind) != os.path.basename(image)]
    names = " and ".join(os.path.basename(image) for _, image in wanted)
    if not missing:
        return "Already running " + names

    to_fetch = []
    for image in missing:
        meta = image_meta(image)
        if already_there(os.path.basename(image), meta):
            log("%s is on bootflash already" % image)
        else:
            to_fetch.append((image, meta))
    if to_fetch:
        check_room(sum(meta.get("size") or 0 for _, meta in to_fetch))
    for image, meta in to_fetch:
        fetch_image(info, image, meta)

    if info["kickstart_image"]:
        boot = ["boot %s bootflash:%s" % (kind, os.path.basename(image)) for kind, image in wanted]
    else:
        boot = ["boot nxos bootflash:%s" % os.path.basename(info["system_image"])]
    for command in boot:
        log(command)
        run("config terminal ; " + command)
    # A switch that is still starting up refuses this for a while.
    retrying(TRIES, run, "copy running-config startup-config", PassingFault)
    return "Boots %s after the reload" % names


def image_meta(image):
    """What the server knows about the image: size in bytes, sha256, md5. Empty if it knows nothing."""
    url = "%s/meta/files/%s" % (base_url(), quote(image.lstrip("/")))
    try:
        meta = json.loads(fetch(url).decode("utf-8"))
        return dict((key, meta[key]) for key in ("size", "sha256", "md5") if meta.get(key))
    except Refused as refused:
        if refused.status != 404:
            raise
        log("The server knows no digest of %s: checking its size only" % image)
        return {}
    except (ValueError, AttributeError):
        raise Fault("GET %s: the answer is not a JSON object" % url)


def already_there(name, meta):
    if not meta.get("size") or not os.path.exists(bootflash(name)):
        return False
    try:
        return verify(name, meta)
    except Fault as fault:
        log(fault)
        return False


def verify(name, meta):
    """Raises a fault if the file on bootflash is not the server's; returns false if the server states no digest."""
    size = os.path.getsize(bootflash(name))
    if meta.get("size") and size != meta["size"]:
        raise Fault("bootflash:%s has %d bytes, the server states %d" % (name, size, meta["size"]))
    stated = [digest for digest in ("sha256", "md5") if meta.get(digest)]
    for digest in stated:
        expected = meta[digest].lower()
        found = digest_on_switch(name, digest + "sum", len(expected))
        if found == expected:
            log("bootflash:%s has the right %s" % (name, digest))
            return True
        if found:
            raise Fault("bootflash:%s has %s %s, the server states %s" % (name, digest, found, expected))
    if stated:
        raise Fault("The switch can't compute %s of bootflash:%s" % (" or ".join(stated), name))
    return False


def fetch_image(info, image, meta):
    """Renames a complete and verified file, so that a broken one never boots and never replaces a good one."""
    name = os.path.basename(image)
    part = name + ".part"
    remove(bootflash(part))
    partial_files.add(bootflash(part))
    url = "%s/files/%s" % (base_url(), quote(image.lstrip("/")))
    by_tftp = info["config_protocol"] == "tftp"
    if not by_tftp:
        log("Copying %s" % url)
        try:
            retrying(TRANSFER_TRIES, Download(url, bootflash(part), meta.get("size")).attempt)
        except Refused as refused:
            # A site that was moved from the lab server has its images in the TFTP root.
            if refused.status != 404 or not info["tftp_server"]:
                raise
            log("%s: trying TFTP" % refused)
            by_tftp = True
    if by_tftp:
        log("Copying %s from TFTP server %s" % (image, info["tftp_server"]))
        retrying(TRANSFER_TRIES, tftp_copy, info["tftp_server"], image, part)
    verify(part, meta)
    os.rename(bootflash(part), bootflash(name))
    partial_files.discard(bootflash(part))


def copy_config(info, serial):
    """Fetches the configuration and schedules it for the next boot. Its text never reaches a log."""
    name = os.path.basename(info["config_file"])
    partial_files.add(bootflash(name))
    if info["config_protocol"] == "http":
        url = "%s://%s/conf/%s" % (options["protocol"], info["http_server"].rstrip("/"), quote(serial, safe=""))
        log("Copying the configuration from %s" % url)
        text = fetch(url)
        if not text.strip():
            raise Fault("GET %s: the configuration is empty" % url)
        with open(bootflash(name), "wb") as target:
            target.write(text)
    else:
        log("Copying the configuration %s from TFTP server %s" % (info["config_file"], info["tftp_server"]))
        remove(bootflash(name))
        retrying(TRANSFER_TRIES, tftp_copy, info["tftp_server"], info["config_file"], name)
    run("terminal dont-ask ; copy bootflash:/%s scheduled-config" % name)
    # The switch has what it needs: after this, SIGTERM must not count as a failure.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # NX-OS has its own copy, and this one may contain secrets.
    remove_partial_files()


def main():
    """The exit status: 0 if the configuration is scheduled, otherwise 1; POAP then starts over."""
    signal.signal(signal.SIGTERM, on_sigterm)
    serial, step = "", "collect"
    try:
        open_log()
        serial = serial_number()
        info = poap_collect(serial)
        progress(serial, step, "ok", "Known as %s" % (info["hostname"] or serial))

        step = "image"
        outcome = image_install(info)
        log(outcome)
        progress(serial, step, "ok", outcome)

        step = "config"
        copy_config(info, serial)
        log("The configuration is scheduled: the switch applies it at its next boot")
        progress(serial, step, "ok", "Configuration scheduled")
        return 0
    except Terminated:
        problem = "Stopped by SIGTERM"
    except Fault as fault:
        problem = str(fault)
    except Exception as error:
        trace = sys.exc_info()[2]
        while trace.tb_next:
            trace = trace.tb_next
        problem = "%s: %s (line %d)" % (type(error).__name__, error, trace.tb_lineno)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    remove_partial_files()
    if serial:
        progress(serial, step, "failed", problem)
    log("POAP failed in step '%s': %s" % (step, problem))
    return 1


if __name__ == "__main__":
    sys.exit(main())
