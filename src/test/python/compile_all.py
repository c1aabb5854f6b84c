"""Compiles Python programs, given by their paths, without running them; prints the path of each. Python 2.7 and 3."""
from __future__ import print_function

import io
import sys

print("Python %d.%d" % sys.version_info[:2])
for path in sys.argv[1:]:
    with io.open(path, "rb") as source:
        compile(source.read(), path, "exec", 0, True)
    print(path)
