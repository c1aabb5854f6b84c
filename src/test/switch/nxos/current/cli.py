"""Stands in for the cli module of NX-OS 7 and later: cli() returns text, clid() JSON; a command that fails raises."""

import os

from nexus import CommandFailed, Nexus


class cmd_exec_error(Exception):
    pass


def switch():
    return Nexus(os.environ["POAP_ROOT"])


def cli(line):
    try:
        return switch().execute(line)
    except CommandFailed as failure:
        raise cmd_exec_error(str(failure))


def clid(command):
    try:
        return switch().json_output(command)
    except CommandFailed as failure:
        raise cmd_exec_error(str(failure))
