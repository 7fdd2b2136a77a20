"""Work in a child process: its status, its words, its end. A test's own process is not forked."""

import os
import select
import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.process

RUN = """\
import os, signal, sys
from planpress.files.child_process import run_in_child

def act():
    {body}

{first}
print("got", run_in_child(act))
"""


def run(body: str, first: str = "") -> subprocess.CompletedProcess[str]:
    script = RUN.format(body=body, first=first)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("body", "said"),
    [("return 0", "0"), ("return 7", "7"), ("sys.exit(3)", "3"), ("sys.exit('words')", "1"), ("raise ValueError('x')", "2"),
     ("os.kill(os.getpid(), signal.SIGKILL)", "-9"), ("os.kill(os.getpid(), signal.SIGTERM)", "-15"),
     ("os.kill(os.getpid(), signal.SIGINT)", "-2"),
     ("sys.stdout = open('/dev/full', 'w'); print('lost'); return 0", "2")],  # a full disk is not success
)  # fmt: skip
def test_the_status_is_that_of_the_work(body: str, said: str) -> None:
    done = run(body)
    assert (done.returncode, done.stdout) == (0, f"got {said}\n")
    assert not body.startswith("raise") or done.stderr.endswith("ValueError: x\n")


def test_what_is_written_comes_once_and_in_order() -> None:
    """What the parent still held when the child began is not written twice; streams that were closed are left alone."""
    assert run("print('child'); return 0", "print('parent')").stdout == "parent\nchild\ngot 0\n"
    assert run("return 4", "sys.stdout = sys.stderr = None").returncode == 0


def test_an_interrupted_parent_ends_its_child() -> None:
    """Ctrl-C in the middle: no child is left that works on."""
    body = "signal.alarm(60); print(os.getpid(), flush=True); os.kill(os.getppid(), signal.SIGINT); signal.pause()"
    done = run(body)
    assert done.returncode == -signal.SIGINT and "KeyboardInterrupt" in done.stderr
    child = int(done.stdout)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


ORPHAN = """\
import os, signal, time
from planpress.files import child_process

def act():
    print(os.getpid(), flush=True)
    {work}

if "{way}" == "thread":
    child_process.ended_by_kernel = lambda: False
child_process.run_in_child(act)
"""


HELD = "import re; re.match('(a|aa)*b', 'a' * 100)"
"""Work that lets no other thread run."""


@pytest.mark.parametrize("work", ["signal.pause()", "time.sleep(600)", "while True: pass", HELD])
@pytest.mark.parametrize("way", ["kernel", "thread"])
def test_a_child_ends_with_its_parent(way: str, work: str) -> None:
    """kill -9 of the parent: the child, whatever it is at, closes its end of the pipe because it ends."""
    if way == "thread" and work == HELD:
        pytest.skip("the kernel alone ends what holds Python")
    parent = subprocess.Popen([sys.executable, "-c", ORPHAN.format(way=way, work=work)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout as output:
        child = int(output.readline())
        parent.kill()
        parent.wait()
        ended, _, _ = select.select([output], [], [], 60)
        if not ended:
            os.kill(child, signal.SIGKILL)
        assert ended and output.read() == ""
