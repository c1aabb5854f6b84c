"""Loaded by every Python that the switch in a box runs: makes flash small, and notes how much memory was needed."""
import atexit
import os

if "ZTPS_STAND_IN_FREE" in os.environ:
    class SmallFlash(object):
        f_frsize = 1
        f_bavail = int(os.environ["ZTPS_STAND_IN_FREE"])

    os.statvfs = lambda path: SmallFlash()


def note_memory():
    with open("/proc/self/status") as status:
        peak = [line.split()[1] for line in status if line.startswith("VmHWM")]
    with open(os.environ["ZTPS_STAND_IN_MEMORY"], "w") as note:
        note.write(peak[0])


if "ZTPS_STAND_IN_MEMORY" in os.environ and os.path.exists("/proc/self/status"):
    atexit.register(note_memory)
