"""Stands in for the cisco module of NX-OS 6 and older: cli() returns (status, text), and raises for no command."""

import os

from nexus import CommandFailed, Nexus


def cli(line):
    try:
        return 0, Nexus(os.environ["POAP_ROOT"]).execute(line)
    except CommandFailed as failure:
        return 1, str(failure)
