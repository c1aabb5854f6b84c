"""What the end-to-end tests share: commands that have to succeed, conditions that have to come true, and the count."""

import os
import subprocess
import sys
import time
import traceback

PROJECT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.."))
PATIENCE = 60


class Failure(Exception):
    pass


def check(truth, message):
    if not truth:
        raise Failure(message)


def wait_for(what, condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        check(time.monotonic() < end, "not within %d s: %s" % (PATIENCE, what))
        time.sleep(0.05)


def run(command, timeout=180, **options):
    """Runs a command to its end; returns its standard output."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=timeout, **options)
    check(done.returncode == 0, "%s: exit status %d\n%s%s" % (
        " ".join(command), done.returncode, done.stdout.decode(), done.stderr.decode()))
    return done.stdout.decode()


def read(path):
    with open(path, encoding="utf-8", errors="replace") as source:
        return source.read()


def write(path, text, mode=0o644):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as target:
        target.write(text)
    os.chmod(path, mode)


class Count:
    """Runs tests one after the other, and says how they went."""

    def __init__(self):
        self.passed = self.failed = 0

    def run(self, test, *arguments):
        """Returns whether it passed."""
        name = test.__name__.replace("_", " ")
        try:
            test(*arguments)
        except Exception:
            self.fail(name)
            return False
        self.passed += 1
        print("ok     " + name, flush=True)
        return True

    def fail(self, name):
        """Counts what has just raised an exception."""
        self.failed += 1
        print("FAILED " + name)
        traceback.print_exc(file=sys.stdout)

    def end(self):
        """The last line, and the exit status."""
        print("%d passed, %d failed" % (self.passed, self.failed))
        return 1 if self.failed else 0
