"""Makes the folder for a USB stick: wheels for Windows and Linux, the start scripts of deploy/, question banks and guides.

`make bundle` calls this; it needs the package registry, the folder it makes does not. What happens on the laptop: deploy/mulai.py.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from markdown_it import MarkdownIt
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PYTHONS = ("3.13", "3.12", "3.11")
PIP = "pip>=25"
PLATFORMS = {
    "win_amd64": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    "manylinux_2_28_x86_64": {
        "sys_platform": "linux",
        "platform_system": "Linux",
        "os_name": "posix",
        "platform_machine": "x86_64",
    },
}
ALSO = {"manylinux_2_28_x86_64": ("manylinux_2_17_x86_64", "manylinux2014_x86_64", "manylinux1_x86_64", "manylinux_2_5_x86_64")}
"""Older names of the same kind of system, under which wheels are published too."""

GUIDES = {"panduan-pemandu": "Panduan pemandu", "facilitators-guide": "Facilitator's guide"}
STYLE = "body{max-width:44em;margin:2em auto;padding:0 1em;font:18px/1.55 sans-serif;color:#1b1730;background:#fffbf2}"
STYLE += "h1,h2{line-height:1.2}"
STYLE += "table{border-collapse:collapse}td,th{border:1px solid #e9dcc0;padding:.3em .6em;text-align:left}"
STYLE += "code{background:#f3ead6;padding:0 .2em}"


def locked() -> Iterator[tuple[Requirement, str]]:
    """Each requirement of requirements.txt with its hashes, as lines that pip reads."""
    for block in re.split(r"\n(?=\S)", (ROOT / "requirements.txt").read_text("utf-8")):
        first = block.split("\\\n")[0].split("#")[0].strip()
        if first:
            yield Requirement(first), "\n".join(line for line in block.splitlines() if not line.strip().startswith("#"))


def download(wheels: Path, platform: str, python: str) -> None:
    """All wheels for one system and Python. pip itself judges markers by the machine it runs on, so they are judged here."""
    environment = {
        **PLATFORMS[platform],
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    wanted = [text for requirement, text in locked() if requirement.marker is None or requirement.marker.evaluate(environment)]
    listed = wheels / f"{platform}-{python}.txt"
    listed.write_text("\n".join(re.sub(r"^(\S+) ;[^\\\n]*", r"\1 ", text) for text in wanted), "utf-8")
    names = [platform, *ALSO.get(platform, ())]
    pip(
        "download", "--require-hashes", "--no-deps", "--only-binary=:all:", "--python-version", python, "--implementation", "cp",
        "--dest", str(wheels), "-r", str(listed), *[option for name in names for option in ("--platform", name)],
    )  # fmt: skip
    listed.unlink()


def pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True)


def guides(folder: Path) -> None:
    """The guides as pages that a double-click opens."""
    folder.mkdir()
    for name, title in GUIDES.items():
        text = MarkdownIt("commonmark").enable("table").render((ROOT / "docs" / f"{name}.md").read_text("utf-8"))
        head = f'<!doctype html><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
        (folder / f"{name}.html").write_text(head + text, "utf-8")


def make(out: Path, pythons: tuple[str, ...]) -> None:
    """The whole folder, anew."""
    shutil.rmtree(out, ignore_errors=True)
    wheels = out / "wheels"
    wheels.mkdir(parents=True)
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels), str(ROOT)], check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    pip("download", "--no-deps", "--only-binary=:all:", "--dest", str(wheels), PIP)
    for platform in PLATFORMS:
        for python in pythons:
            download(wheels, platform, python)
    for file in sorted((ROOT / "deploy").iterdir()):
        if file.is_file():
            shutil.copy(file, out / file.name)
    shutil.copytree(ROOT / "question_banks", out / "question_banks")
    guides(out / "panduan")
    (out / "versi-python.txt").write_text("\n".join(pythons) + "\n", "utf-8")
    (out / "versi.txt").write_text(f"{datetime.now(UTC):%Y-%m-%d %H:%M}\n", "utf-8")
    megabytes = sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) // 1_000_000
    print(f"{out}: {len(list(wheels.glob('*.whl')))} wheels for Python {', '.join(pythons)}, {megabytes} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "peksos")
    parser.add_argument("--python", action="append", choices=PYTHONS, help="for these only; default: all")
    options = parser.parse_args()
    make(options.out, tuple(options.python or PYTHONS))


if __name__ == "__main__":
    main()
