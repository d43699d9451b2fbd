#!/bin/sh
# Finds a Python on this laptop and hands over to mulai.py. Nothing is decided here.
cd "$(dirname "$0")" || exit 1
for version in $(cat versi-python.txt); do
  if "python$version" -c "" >/dev/null 2>&1; then exec "python$version" mulai.py "$@"; fi
done
if python3 -c "" >/dev/null 2>&1; then exec python3 mulai.py "$@"; fi
echo "
  Laptop ini belum punya Python. Pasang dulu, misalnya:  sudo apt install python3
  There is no Python on this laptop. Install it first, for example:  sudo apt install python3
"
exit 2
