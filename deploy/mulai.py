"""Starts quizserver from this folder, e.g. a USB stick: sets it up on the laptop once, without internet, then runs it.

Only the standard library may be used here, and nothing newer than Python 3.6 knows, so that an old Python can still say what is missing.
`Mulai Peksos.bat` and `mulai-peksos.sh` find a Python and call this; scripts/bundle.py fills the folder.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEELS = HERE / "wheels"

SENTENCES = {
    "python": (
        "Python di laptop ini versi {found}, {bits}-bit. Perlu Python 64-bit versi {wanted}.",
        "Pasang dari python.org/downloads (centang \"Add python.exe to PATH\"), lalu klik Mulai Peksos lagi.",
        "This laptop has Python {found}, {bits}-bit. 64-bit Python {wanted} is needed: install it, then start again.",
    ),
    "setting_up": (
        "Menyiapkan quizserver di laptop ini. Hanya sekali, sekitar satu menit, tanpa internet ...",
        "Setting quizserver up on this laptop. Only once, about a minute, without internet ...",
    ),
    "failed": (
        "Belum berhasil disiapkan. Salin seluruh folder ini sekali lagi dari sumbernya, lalu coba lagi.",
        "Kalau tetap gagal, foto layar ini dan kirim ke kantor.",
        "The set-up did not succeed. Copy this whole folder again from its source, then try again.",
    ),
    "no_room": (
        "Tidak bisa menulis ke {folder}. Kosongkan ruang di laptop (perlu 300 MB), lalu coba lagi.",
        "Cannot write to {folder}. Free some space on the laptop (300 MB are needed), then try again.",
    ),
    "firewall": (
        "Kalau Windows bertanya soal firewall: centang jaringan Publik, lalu pilih Izinkan.",
        "If Windows asks about the firewall: tick Public networks, then choose Allow.",
    ),
}


def say(key, **values):
    """Prints a sentence in both languages: nobody has chosen one yet."""
    for sentence in SENTENCES[key]:
        print("  " + sentence.format(**values))
    print()
    sys.stdout.flush()


def wanted_pythons():
    """Versions that the wheels are for, e.g. `["3.11", "3.12"]`."""
    return (HERE / "versi-python.txt").read_text("utf-8").split()


def laptop_folder():
    """Where the program is kept on this laptop; visits lie in the user's data folder, as quizserver itself decides."""
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "quizserver-program"


def stamp_of_bundle():
    """Changes with the program, its parts and the Python: then the set-up is made anew."""
    names = sorted(wheel.name for wheel in WHEELS.glob("*.whl"))
    made = (HERE / "versi.txt").read_text("utf-8")
    return "\n".join(["{}.{}".format(*sys.version_info[:2]), made, *names])


def program_python(venv):
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def set_up(folder):
    """A virtual environment with everything from the wheels. Without ensurepip, which some systems leave out: pip comes as a wheel."""
    venv = folder / "venv"
    stamp = folder / "stamp.txt"
    if stamp.is_file() and stamp.read_text("utf-8") == stamp_of_bundle() and program_python(venv).exists():
        return venv
    say("setting_up")
    shutil.rmtree(str(venv), ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.check_call([sys.executable, "-m", "venv", "--without-pip", str(venv)])
    pip = next(WHEELS.glob("pip-*.whl"))
    quiet = ["--quiet", "--disable-pip-version-check", "--no-warn-script-location"]
    offline = ["--no-index", "--no-cache-dir", "--find-links", str(WHEELS)]
    subprocess.check_call([str(program_python(venv)), str(pip / "pip"), "install", *quiet, *offline, "quizserver"])
    stamp.write_text(stamp_of_bundle(), "utf-8")
    return venv


def main():
    found, bits = "{}.{}".format(*sys.version_info[:2]), 64 if sys.maxsize > 2**32 else 32
    if found not in wanted_pythons() or bits != 64:
        say("python", found=found, bits=bits, wanted=" / ".join(wanted_pythons()))
        return 2
    folder = laptop_folder()
    try:
        venv = set_up(folder)
    except subprocess.CalledProcessError:
        say("failed")
        return 1
    except OSError:
        say("no_room", folder=folder)
        return 1
    if os.name == "nt":
        say("firewall")
    banks = ["--banks", str(HERE / "question_banks")] if len(sys.argv) == 1 or sys.argv[1] == "run" else []
    return subprocess.call([str(program_python(venv)), "-m", "quizserver", *(sys.argv[1:] or ["run"]), *banks])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
