"""Calls main(node_id, pool, node) of a plugin that was written for Arista's ZTPServer, and prints its value as JSON.

Arguments: the plugin's file, the node's identifier, the pool. The node comes as JSON on standard input. The modules that
such plugins import from that server are stood in for here, as far as plugins use them.
"""

import collections
import importlib.machinery
import importlib.util
import json
import os
import sys
import types

Neighbor = collections.namedtuple("Neighbor", ["device", "interface"])


class Neighbors(collections.OrderedDict):
    """The neighbors of each local interface; called with a key, the value or None."""

    def __call__(self, key=None):
        return self.get(key) if key else list(self)


class Node:
    def __init__(self, report, identifier):
        for name in ("model", "systemmac", "serialnumber", "version"):
            setattr(self, name, report.get(name))
        self.neighbors = Neighbors(
            (interface, [Neighbor(seen["device"], seen["port"]) for seen in neighbors])
            for interface, neighbors in report.get("neighbors", {}).items()
        )
        self._report = report
        self._identifier = identifier

    def identifier(self):
        return self._identifier

    def serialize(self):
        return self._report


def module(name, **members):
    made = types.ModuleType(name)
    made.__dict__.update(members)
    sys.modules[name] = made
    return made


def stand_in_for_the_server():
    prefix = "PLUGIN_HOST_"
    settings = {key[len(prefix):]: value for key, value in os.environ.items() if key.startswith(prefix)}
    runtime = types.SimpleNamespace(default=types.SimpleNamespace(**settings))

    def dump(data, path, content_type="text/plain", node_id=None, lock=False):
        if content_type == "application/json":
            text = json.dumps(data)
        elif content_type == "application/yaml":
            import yaml

            text = yaml.safe_dump(data, default_flow_style=False, sort_keys=False)
        else:
            text = str(data)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def load(path, content_type="text/plain", node_id=None, lock=False):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if content_type == "application/json":
            return json.loads(text)
        if content_type == "application/yaml":
            import yaml

            return yaml.safe_load(text)
        return text

    package = module("ztpserver")
    package.__path__ = []
    package.config = module("ztpserver.config", runtime=runtime)
    package.constants = module(
        "ztpserver.constants",
        CONTENT_TYPE_JSON="application/json",
        CONTENT_TYPE_YAML="application/yaml",
        CONTENT_TYPE_OTHER="text/plain",
    )
    package.serializers = module("ztpserver.serializers", dump=dump, load=load, SerializerError=ValueError)


def call(path, node_id, pool):
    node = Node(json.load(sys.stdin), node_id)
    stand_in_for_the_server()
    loader = importlib.machinery.SourceFileLoader("ztpserver_plugin", path)
    spec = importlib.util.spec_from_loader(loader.name, loader)
    plugin = importlib.util.module_from_spec(spec)
    sys.modules[loader.name] = plugin
    loader.exec_module(plugin)
    return plugin.main(node_id, pool, node)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the plugin and its children print is no value
    value = call(*sys.argv[1:4])
    answer.write(json.dumps(value))
    answer.close()
