"""The files under test, in the starter data root: as text, as a server hands them out, and as Python modules."""
import io
import os
import string
import types

DATA_ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "main", "dataroot")


def read(*path):
    with io.open(os.path.join(*path), "rb") as source:
        return source.read()


def served_bootstrap(server_url):
    """The bootstrap script with the server's substitution, contract A2."""
    script = read(DATA_ROOT, "bootstrap", "bootstrap").decode("utf-8")
    return string.Template(script).safe_substitute(SERVER=server_url).encode("utf-8")


def load(name, source):
    """A source as a module, without running what only a script runs."""
    module = types.ModuleType(name)
    exec(compile(source, name, "exec", 0, True), module.__dict__)
    return module


def load_bootstrap(server_url="http://ztp.example.com:8080/ztpserver"):
    return load("bootstrap", served_bootstrap(server_url))


def load_action(name):
    return load(name, read(DATA_ROOT, "actions", name))
