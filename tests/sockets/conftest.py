"""One server process for each test file and async mode; one empty hall for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.server import MODES, Hall


@pytest.fixture(scope="module", params=MODES)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with Hall(tmp_path_factory.mktemp("hall"), request.param) as hall:
        yield hall


@pytest.fixture
def hall(server: Hall) -> Iterator[Hall]:
    """The server, with nobody in it. Afterwards it must be alive and must not have shown any exception."""
    yield server
    assert server.is_well(), server.output
    server.go_home()


@pytest.fixture(params=MODES)
def fresh_hall(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A server of this test's own: for tests that kill it, fill its disk or read all it ever said."""
    with Hall(tmp_path_factory.mktemp("hall"), request.param) as hall:
        yield hall
        assert "Traceback" not in hall.output, hall.output
