"""Runs the tests below a folder, and prints one JSON object a line for each: name, outcome and, unless it passed, why.

    run_suite.py FOLDER

What the tests themselves print goes to standard error. Exit status 0 when all have run, however they ended.
"""

import json
import os
import signal
import sys
import unittest


class Report(unittest.TestResult):
    def __init__(self, output):
        unittest.TestResult.__init__(self)
        self._output = output

    def say(self, test, outcome, why=""):
        self._output.write(json.dumps({"name": test.id(), "outcome": outcome, "why": why}) + "\n")

    def addSuccess(self, test):
        self.say(test, "passed")

    def addFailure(self, test, err):
        self.say(test, "failed", self._exc_info_to_string(err, test))

    def addError(self, test, err):
        self.say(test, "failed", self._exc_info_to_string(err, test))

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.say(subtest, "failed", self._exc_info_to_string(err, test))

    def addSkip(self, test, reason):
        self.say(test, "skipped", reason)

    def addExpectedFailure(self, test, err):
        self.say(test, "failed", "no test here is expected to fail")

    def addUnexpectedSuccess(self, test):
        self.addExpectedFailure(test, None)


def main(folder):
    # A shell that starts the build in the background has it ignore SIGINT, and so would every program from here on.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    output = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    unittest.defaultTestLoader.discover(folder).run(Report(output))
    output.close()


if __name__ == "__main__":
    main(sys.argv[1])
