"""`rightplace run`: set up what is missing, and serve."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import webbrowser
from time import sleep
from typing import Any

from rich.console import Console
from rich.table import Table

from rightplace.ops.boot import boot
from rightplace.ops.config import config

FIRST_PORT, PORTS_TRIED = 8000, 20
SECONDS_TO_OPEN = 30
console = Console()


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "run",
        help="set up what is missing, and serve the product",
        description="Start the database, build the stylesheet, load the invented county where"
        " the record is empty, and serve. A second run starts on the same data.",
    )
    parser.add_argument("--port", type=int, help="the port to serve on; the first free from 8000")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument(
        "--plans", type=int, help="size of the invented county; 6,201 when not given"
    )
    parser.add_argument("--empty", action="store_true", help="do not load the invented county")
    parser.add_argument("--prepare", action="store_true", help="set up only, and do not serve")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Set up and serve until interrupted."""
    port = None if args.prepare else _port(args.host, args.port)
    prepare(plans=args.plans, empty=args.empty)
    if port is None:
        return 0
    server = _start(args.host, port)
    _wait_until_open(server, args.host, port)
    worker = _start_worker()
    address = f"http://{args.host}:{port}/"
    _print_sign_ins(address)
    _open(address)
    code = server.wait()
    worker.terminate()
    worker.wait()
    return code


def prepare(*, plans: int | None, empty: bool) -> None:
    """Bring the database, the static files and the demonstration up to date."""
    boot()
    from django.core.management import call_command
    from django.db import connections

    from rightplace.ops.assets import AssetError
    from rightplace.ops.assets import prepare as prepare_assets

    with console.status("Preparing the database"):
        call_command("migrate", verbosity=0)
    try:
        prepare_assets(config().home, progress=console.print)
    except AssetError as error:
        sys.exit(str(error))
    if not empty and _is_empty():
        _load(plans)
    connections.close_all()


def _is_empty() -> bool:
    from rightplace.casework.models import User

    return not User.objects.exists()


def _load(plans: int | None) -> None:
    from django.conf import settings

    from rightplace.county.spec import CountySpec
    from rightplace.ops.cli.county import load
    from rightplace.ops.cli.snapshot import take
    from rightplace.ops.findings import furnish_findings
    from rightplace.ops.loads import record_snapshot
    from rightplace.ops.quarters import furnish_quarters
    from rightplace.ops.users import user_named
    from rightplace.web.today import now, today

    spec = CountySpec(plans=plans) if plans else CountySpec()
    load(spec)
    settings.TODAY = config().day
    with console.status("Taking the first snapshot"):
        snapshot = take(name=str(today()), as_of=today(), taken_at=now(), store=config().snapshots)
    record_snapshot(snapshot, by=user_named(None), at=now())
    with console.status("Checking the record"):
        furnish_findings(spec, snapshot, at=now())
    with console.status("Freezing the quarters"):
        furnish_quarters(spec, snapshot, comparators=config().comparators)


def _port(host: str, wanted: int | None) -> int:
    """The port asked for, or the first free one; SystemExit when there is none."""
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    taken = str(wanted) if wanted else f"{FIRST_PORT} to {FIRST_PORT + PORTS_TRIED - 1}"
    sys.exit(f"Port {taken} on {host} is in use. Choose another: rightplace run --port 8100")


def _print_sign_ins(address: str) -> None:
    from rightplace.casework.models import User
    from rightplace.county.staff import DEMO_PASSWORD, DEMO_SIGN_INS

    present = set(User.objects.values_list("username", flat=True))
    table = Table("User name", "Who", "Role", title=f"Sign in with the password {DEMO_PASSWORD}")
    for each in DEMO_SIGN_INS:
        if each.username in present:
            table.add_row(each.username, each.name, each.role.label)
    if table.row_count:
        console.print(table)
    console.print(f"RightPlace is open at [bold]{address}[/bold] (Ctrl+C stops it)")


def _open(address: str) -> None:
    """Open the browser where there is a screen and a person before it."""
    screen = (
        sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if screen and sys.stdout.isatty():
        webbrowser.open(address)


def _start(host: str, port: int) -> "subprocess.Popen[bytes]":
    """The server as a process below this one, which is told to stop when this one is."""
    server = subprocess.Popen([sys.executable, "-m", "rightplace.ops.serve", f"{host}:{port}"])  # noqa: S603
    _stop_on_signals(server)
    return server


def _start_worker() -> "subprocess.Popen[bytes]":
    """What does the jobs that people ask for, as another process below this one."""
    return subprocess.Popen([sys.executable, "-m", "rightplace.ops.main", "worker"])


def _stop_on_signals(server: "subprocess.Popen[bytes]") -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: server.terminate())


def _wait_until_open(server: "subprocess.Popen[bytes]", host: str, port: int) -> None:
    """Return once the server answers; SystemExit where it ends or is silent for too long."""
    for _ in range(SECONDS_TO_OPEN * 10):
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                return
        if server.poll() is not None:
            break
        sleep(0.1)
    server.terminate()
    sys.exit("The server did not start. What it said stands above.")
