"""The folder for a USB stick: made from the registry, then set up and started without network in an empty home, as on a laptop."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

from tests.laptop import free_port

pytestmark = [pytest.mark.server, pytest.mark.timeout(400)]

ROOT = Path(__file__).parents[2]
HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"
NO_NETWORK = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_FIND_LINKS": "", "http_proxy": "http://127.0.0.1:9", "no_proxy": "127.0.0.1"}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stick") / "Peksos 2026"
    made = [sys.executable, str(ROOT / "scripts" / "bundle.py"), "--out", str(folder), "--python", HERE]
    done = subprocess.run(made, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def environment(home: Path, path: str = os.defpath) -> dict[str, str]:
    return {"HOME": str(home), "PATH": f"{Path(sys.executable).resolve().parent}:{path}", **NO_NETWORK}


@pytest.fixture
def started(bundle: Path, home: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    port = free_port()
    command = ["sh", str(bundle / "mulai-peksos.sh"), "run", "--no-browser", "--host", "127.0.0.1", "--port", str(port)]
    running = subprocess.Popen(command, cwd="/", env=environment(home), text=True, stdout=subprocess.DEVNULL, start_new_session=True)
    yield f"http://127.0.0.1:{port}", running
    os.killpg(running.pid, 15)
    running.wait(10)


def fetched(url: str, seconds: float) -> str:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2) as reply:
                return str(reply.read().decode())
        except OSError:
            assert time.monotonic() < end, f"{url} did not answer"
            time.sleep(0.2)


def test_it_sets_itself_up_and_starts_without_network_in_an_empty_home(started: tuple[str, subprocess.Popen[str]], home: Path) -> None:
    url, running = started
    health = json.loads(fetched(f"{url}/healthz", 240))
    assert running.poll() is None
    assert health["status"] == "ok"
    assert "data-protocol" in fetched(url, 5), "templates and static files came along"
    assert [folder.name for folder in (home / ".local" / "share").iterdir() if folder.name == "quizserver-program"]


@pytest.mark.parametrize("system", ["win_amd64", "manylinux_2_28_x86_64"])
def test_every_part_is_there_for_each_system(bundle: Path, system: str) -> None:
    version = (sys.version_info[0], sys.version_info[1])
    platforms = [system] if system.startswith("win") else [system, "manylinux_2_24_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"]
    platforms += [] if system.startswith("win") else ["manylinux_2_27_x86_64", "manylinux_2_26_x86_64", "manylinux_2_5_x86_64"]
    fits = {*cpython_tags(version, platforms=platforms), *compatible_tags(version, f"cp{version[0]}{version[1]}", platforms)}
    names: dict[str, bool] = {}
    for wheel in (bundle / "wheels").glob("*.whl"):
        name, _, _, tags = parse_wheel_filename(wheel.name)
        names[name] = names.get(name, False) or bool(tags & fits)
    assert [name for name, is_there in names.items() if not is_there] == []
    dependencies = (ROOT / "pyproject.toml").read_text("utf-8").split("dependencies = [")[1].split("]")[0]
    needed = re.findall(r'^  "([a-z0-9.-]+)', dependencies, re.MULTILINE)
    assert len(needed) > 10
    assert {name.replace(".", "-") for name in needed} - names.keys() == set()


def test_a_python_that_the_wheels_are_not_for_is_told_what_to_install(bundle: Path, home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(bundle, other, ignore=lambda folder, names: ["wheels"] if "wheels" in names else [])
    (other / "versi-python.txt").write_text("3.99\n")
    done = subprocess.run([sys.executable, str(other / "mulai.py")], capture_output=True, text=True, env=environment(home))
    assert done.returncode == 2
    assert f"versi {HERE}" in done.stdout
    assert "3.99" in done.stdout
    assert "python.org/downloads" in done.stdout


def test_a_laptop_without_python_is_told_what_to_install(bundle: Path, home: Path, tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "cat"):
        (tools / name).symlink_to(shutil.which(name) or "")
    done = subprocess.run(
        [str(tools / "sh"), str(bundle / "mulai-peksos.sh")], capture_output=True, text=True, env={"HOME": str(home), "PATH": str(tools)}
    )
    assert done.returncode == 2
    assert "belum punya Python" in done.stdout
    assert "sudo apt install python3" in done.stdout


def test_a_stick_that_was_copied_by_halves_says_so(bundle: Path, home: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(bundle, broken)
    next((broken / "wheels").glob("flask-3*.whl")).unlink()
    done = subprocess.run([sys.executable, str(broken / "mulai.py")], capture_output=True, text=True, env=environment(home))
    assert done.returncode == 1
    assert "Salin seluruh folder ini sekali lagi" in done.stdout


def test_the_start_script_for_windows_names_the_same_pythons_and_ends_its_lines_as_windows_does() -> None:
    script = (ROOT / "deploy" / "Mulai Peksos.bat").read_bytes()
    assert script.count(b"\r\n") == script.count(b"\n")
    versions = re.search(rb"in \(([\d. ]+)\)", script)
    assert versions is not None
    pythons = re.search(r"PYTHONS = \((.*)\)", (ROOT / "scripts" / "bundle.py").read_text("utf-8"))
    assert pythons is not None
    assert versions.group(1).decode().split() == re.findall(r"[\d.]+", pythons.group(1))


def test_the_guides_open_by_a_double_click(bundle: Path) -> None:
    pages = sorted((bundle / "panduan").glob("*.html"))
    assert [page.stem for page in pages] == ["facilitators-guide", "panduan-pemandu"]
    assert all("<h1>" in page.read_text("utf-8") for page in pages)
