"""Runs a command on a pseudo-terminal and talks to it.

Standard input: {"command": [...], "cwd": ..., "env": {...}, "talk": [[wait for, type], ...]}. Each step waits until its text
has been printed since the last one, and then types. Standard output: {"exitCode": ..., "said": ..., "missed": ...}.
"""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

PATIENCE = 20.0

spec = json.load(sys.stdin)
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    os.chdir(spec["cwd"])
    os.execvpe(spec["command"][0], spec["command"], spec["env"])

said = b""
missed = None
since = 0


def read_until(found):
    """Reads until it holds; false when the command ends or nothing comes any more."""
    global said
    deadline = time.monotonic() + PATIENCE
    while not found():
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([terminal], [], [], left)[0]:
            return False
        try:
            part = os.read(terminal, 65536)
        except OSError:
            return found()
        if part == b"":
            return found()
        said += part
    return True


for wait_for, type_text in spec["talk"]:
    text = wait_for.encode()
    if not read_until(lambda: text in said[since:]):
        missed = wait_for
        break
    since = len(said)
    os.write(terminal, type_text.encode())

if missed is None:
    read_until(lambda: False)
done, status = os.waitpid(pid, os.WNOHANG)
deadline = time.monotonic() + 10
while done == 0 and time.monotonic() < deadline:
    time.sleep(0.01)
    done, status = os.waitpid(pid, os.WNOHANG)
if done == 0:
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
json.dump(
    {"exitCode": os.waitstatus_to_exitcode(status), "said": said.decode(errors="replace"), "missed": missed}, sys.stdout
)
