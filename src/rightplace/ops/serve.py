"""The web server, in a process of its own: its workers must be forked before any analysis starts.

The engines keep threads, which a fork does not carry over; a worker forked after they have run
would hang or crash.
"""

import sys
from typing import Any

from gunicorn.app.base import BaseApplication

_OPTIONS = {
    "worker_class": "gthread",
    "workers": 2,
    "threads": 4,
    "loglevel": "warning",
    "control_socket_disable": True,
}


class Server(BaseApplication):
    """Gunicorn with the product's own options."""

    def __init__(self, bind: str) -> None:
        self._bind = bind
        super().__init__()

    def load_config(self) -> None:
        """Set the options; the environment and the command line are not asked."""
        for name, value in (_OPTIONS | {"bind": self._bind}).items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, which each worker loads for itself."""
        from rightplace.ops.wsgi import application

        return application


if __name__ == "__main__":
    Server(sys.argv[1]).run()
