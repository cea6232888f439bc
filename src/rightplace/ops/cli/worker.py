"""`rightplace worker`: does what people asked for in the background."""

import argparse
import signal
import subprocess
import sys
from threading import Event
from time import monotonic
from types import FrameType
from typing import Any

_SECONDS_TO_FINISH = 20
_PAUSE = 5.0


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "worker",
        help="do what people asked for in the background",
        description="Do the jobs that people asked for on the screens, such as checking a return, until"
        " stopped. `rightplace run` starts one beside the web server; on a server of your own, keep one or"
        " more of these running beside it. Where a job kills the process that does it, another is started.",
        epilog="example: rightplace worker",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Keep a worker going until a signal says to stop."""
    stop = Event()

    def leave(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    keep_going([sys.executable, "-m", "rightplace.ops.worker"], stop)
    return 0


def keep_going(command: list[str], stop: Event, *, pause: float = _PAUSE) -> None:
    """Run a process, and another each time that it ends, until `stop` is set.

    One that ends within `pause` seconds is not followed by another before as long again.
    """
    while not stop.is_set():
        began = monotonic()
        process = subprocess.Popen(command)  # noqa: S603 (our own)
        while process.poll() is None and not stop.wait(0.2):
            pass
        if stop.is_set():
            _end(process)
        elif monotonic() - began < pause:
            stop.wait(pause)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Let a process finish what it does; one that does not is killed, and its job is taken again."""
    process.terminate()
    try:
        process.wait(_SECONDS_TO_FINISH)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
