"""The only file that names eventlet or gevent: patch, listen, serve, spawn, sleep, and real threads that work beside them.

No game, socket event or database is known here. cli/ calls `patch` before it imports the rest of the server; tests never patch.
"""

from __future__ import annotations

import _queue
import _thread
import errno
import gc
import logging
import os
import sys
import warnings
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from quizserver.errors import BadInput

log = logging.getLogger(__name__)

T = TypeVar("T")
Wsgi = Callable[..., Any]

BACKLOG = 4_096
"""A hall connects at once; eventlet's own 50 made 320 phones wait 1.25 s instead of 0.3 s."""

GREEN_THREADS = 20_000
SPARE_FILES = 200
IDLE_SECONDS = 60.0
"""After which a connection that asks nothing is closed. Websockets have their own heartbeat."""

COLLECT_AFTER = 20_000
"""New objects between two collections; Python's 700 is meant for short programs."""

NEEDED_FILES = 2_000
WANTED_FILES = 65_536
FALLBACK_PORTS = (80, 8000)

# Taken before anything is patched: real primitives for real threads. A patched lock shared with a real thread hangs both.
_start_thread = _thread.start_new_thread
_Queue = _queue.SimpleQueue
_os_pipe, _os_write, _os_read = os.pipe, os.write, os.read

_mode = ""


def choose(mode: str) -> str:
    """`eventlet` or `gevent` for `auto`: eventlet, but gevent on Windows, where eventlet's hub holds 512 sockets only."""
    if mode == "eventlet" and sys.platform == "win32":
        raise BadInput("cli/hub_too_small")
    if mode == "auto":
        return "gevent" if sys.platform == "win32" else "eventlet"
    return mode


def patch(mode: str) -> None:
    """Makes the standard library cooperative. Once per process, before the server's other modules are imported."""
    global _mode
    _mode = mode
    if mode == "eventlet":
        # No name is ever looked up: without its own resolver eventlet starts 0.2 s sooner.
        os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
        # Its call to migrate says nothing to a facilitator; why it is the default stands in docs/decisions.md.
        warnings.filterwarnings("ignore", message="(?s).*Eventlet", category=Warning)
        import eventlet

        eventlet.monkey_patch()
    else:
        import gevent.monkey

        gevent.monkey.patch_all()


def raise_file_limit() -> None:
    """Lets this process hold a hall's sockets. Raises BadInput when the system allows too few."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED_FILES if hard == resource.RLIM_INFINITY else min(WANTED_FILES, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    if max(soft, wanted) < NEEDED_FILES:
        raise BadInput("cli/few_files", limit=wanted, needed=NEEDED_FILES)


def listen(host: str, port: int | None) -> Any:
    """A listening socket on `port`, or on 80 and else 8000 when it is None. Raises BadInput when the port is not to be had."""
    for candidate in (port,) if port is not None else FALLBACK_PORTS:
        try:
            return _listen(host, candidate)
        except OSError as error:
            if port is None and candidate != FALLBACK_PORTS[-1]:
                continue
            raise BadInput(_listen_problem(error), host=host, port=candidate) from None
    raise AssertionError("no port to try")


def _listen(host: str, port: int) -> Any:
    if _mode == "gevent":
        from gevent.server import _tcp_listener

        return _tcp_listener((host, port), backlog=BACKLOG, reuse_addr=sys.platform != "win32")
    import eventlet

    return eventlet.listen((host, port), backlog=BACKLOG, reuse_port=False)


def _listen_problem(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "cli/port_used"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "cli/port_denied"
    return "cli/host_unknown"


def serve(listener: Any, wsgi: Wsgi) -> None:
    """Answers requests until the process is told to stop. No access log: it would hold the addresses of children's phones.

    Both servers also name the sender of what they cannot read, and neither has a switch against it.
    """
    _spare_the_collector()
    if _mode == "gevent":
        import gevent
        from gevent.pool import Pool
        from gevent.pywsgi import SecureEnviron, WSGIHandler, WSGIServer

        class Handler(WSGIHandler):  # type: ignore[misc]
            def read_requestline(self) -> Any:
                line = ""
                with gevent.Timeout(IDLE_SECONDS, False):
                    line = super().read_requestline()
                return line

        gevent.get_hub().NOT_ERROR += (ConnectionError,)  # a phone that goes away is nothing to print
        # Twice, because a websocket there holds its connection twice.
        pool = Pool(_most_connections() // 2)
        server = WSGIServer(listener, wsgi, log=None, error_log=None, handler_class=Handler, spawn=pool)
        server.secure_environ_class = SecureEnviron
        server.serve_forever()
    else:
        import eventlet.wsgi

        class Protocol(eventlet.wsgi.HttpProtocol):  # type: ignore[misc]
            def log_message(self, *args: Any) -> None:
                pass

        eventlet.wsgi.server(
            listener,
            wsgi,
            protocol=Protocol,
            log_output=False,
            max_size=_most_connections(),
            socket_timeout=IDLE_SECONDS,
            debug=False,
        )


def _most_connections() -> int:
    """Connections at a time. Less than the files this process may open: eventlet's server dies of one connection too many."""
    if sys.platform == "win32":
        return GREEN_THREADS
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return min(GREEN_THREADS, soft - SPARE_FILES)


def _spare_the_collector() -> None:
    """What was made at start stays for good: looking through it again and again cost a sixth of a hall's CPU (make bench)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 20, 50)


def spawn(job: Callable[..., Any], *args: Any) -> None:
    """Runs `job` in a green thread of its own."""
    if _mode == "gevent":
        import gevent

        gevent.spawn(job, *args)
    else:
        import eventlet

        eventlet.spawn_n(job, *args)


def sleep(seconds: float) -> None:
    """Lets the others run for that long."""
    if _mode == "gevent":
        import gevent

        gevent.sleep(seconds)
    else:
        import eventlet

        eventlet.sleep(seconds)


class Gate(Generic[T]):
    """One value from one green thread to another: `wait` blocks the caller until `open` was called."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        if _mode == "gevent":
            from gevent.event import AsyncResult

            self._event: Any = AsyncResult()
        else:
            from eventlet.event import Event

            self._event = Event()

    def open(self, value: T) -> None:
        if _mode == "gevent":
            self._event.set(value)
        else:
            self._event.send(value)

    def wait(self) -> T:
        value: T = self._event.get() if _mode == "gevent" else self._event.wait()
        return value


class Worker:
    """One real operating-system thread with a queue, for calls that block (disk) or must stay on one thread (SQLite).

    Jobs run in order. Nothing that takes a patched lock may be shared with it. Results come back on the green side.
    """

    def __init__(self) -> None:
        self._jobs: Any = _Queue()
        self._finished: Any = _Queue()
        self._wake = _gevent_waker(self._deliver) if _mode == "gevent" else _eventlet_waker(self._deliver)
        _start_thread(self._work, ())

    def submit(self, job: Callable[[], T], done: Callable[[T | None, Exception | None], None]) -> None:
        """Queues `job`; `done(result, error)` is called on the green side, in the order of submission."""
        self._jobs.put((job, done))

    def run(self, job: Callable[[], T]) -> T:
        """Runs `job` and waits for it, letting other green threads work. Raises what it raised."""
        gate: Gate[tuple[T | None, Exception | None]] = Gate()
        self.submit(job, lambda result, error: gate.open((result, error)))
        result, error = gate.wait()
        if error is not None:
            raise error
        return result  # type: ignore[return-value]

    def _work(self) -> None:
        while True:
            job, done = self._jobs.get()
            try:
                self._finished.put((done, job(), None))
            except Exception as error:
                self._finished.put((done, None, error))
            self._wake()

    def _deliver(self) -> None:
        while not self._finished.empty():
            done, result, error = self._finished.get_nowait()
            try:
                done(result, error)
            except Exception:
                # One outcome that nobody could take must not keep all later ones back.
                log.exception("an outcome could not be delivered")


def _eventlet_waker(deliver: Callable[[], None]) -> Callable[[], None]:
    from eventlet.hubs import trampoline

    read_end, write_end = _os_pipe()

    def loop() -> None:
        while True:
            trampoline(read_end, read=True)
            _os_read(read_end, 4_096)
            deliver()

    spawn(loop)

    def wake() -> None:
        _os_write(write_end, b".")

    return wake


def _gevent_waker(deliver: Callable[[], None]) -> Callable[[], None]:
    import gevent
    from gevent.event import Event

    ready = Event()
    watcher = gevent.get_hub().loop.async_()
    watcher.start(ready.set)

    def loop() -> None:
        while True:
            ready.wait()
            ready.clear()
            deliver()

    spawn(loop)
    send: Callable[[], None] = watcher.send
    return send
