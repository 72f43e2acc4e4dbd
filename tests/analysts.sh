#!/usr/bin/env bash
# Runs the snippets of docs/analysts.md (```sh, ```python, ```r) one after another in one folder, each with the tool that it
# is for; a tool that is not installed is named and passed over. Checks the exported data package too.
# Usage: tests/analysts.sh [TENDAY]; PYTHON names a Python with duckdb, duckdb-extensions, duckdb-extension-sqlite-scanner,
# datasette, frictionless and openpyxl.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
tenday=$(realpath "${1:-$root/target/debug/tenday}")
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$tenday" "$work/bin/tenday"
PATH="$work/bin:$(dirname "$(command -v "$python")"):$PATH"
cd "$work"
ran=0 skipped=0

tenday init --seed 2>/dev/null
tenday export data 2>/dev/null
tenday export public --public 2>/dev/null
tenday export --sqlite public.db --public 2>/dev/null

has_module() { "$python" -c "import $1" 2>/dev/null; }

skip() { echo "skipped: $1 is not installed"; skipped=$((skipped + 1)); }

run() { # language file
  local needs
  case $1 in
    python)
      for needs in $(sed -n 's/^\(import\|from\) \([a-z0-9_]*\).*/\2/p' "$2"); do
        has_module "$needs" || { skip "Python's $needs"; return; }
      done
      "$python" "$2" ;;
    r)
      command -v Rscript >/dev/null || { skip R; return; }
      Rscript "$2" ;;
    sh)
      for needs in sqlite3 datasette; do
        if grep -q "^$needs " "$2" && ! command -v "$needs" >/dev/null; then skip "$needs"; return; fi
      done
      bash -euo pipefail "$2" 2>&1 ;;
  esac >output || { echo "failed:"; cat "$2" output; exit 1; }
  if [[ -s output || $1 = sh ]]; then ran=$((ran + 1)); fi
}

awk '/^```(sh|python|r)$/ { n++; language = substr($0, 4); file = sprintf("%02d.%s", n, language); printf "" > file; next }
     /^```/ { file = ""; next } file { print > file }' "$root/docs/analysts.md"
for snippet in [0-9][0-9].*; do run "${snippet##*.}" "$snippet"; grep -h '^skipped' output || true; done

for package in data public; do
  if has_module frictionless; then
    "$python" -m frictionless validate "$package/datapackage.json" >output || { cat output; exit 1; }
    ran=$((ran + 1))
  else
    skip "Python's frictionless"
  fi
done
if has_module openpyxl; then
  "$python" - <<'PY'
import openpyxl
sheet = openpyxl.load_workbook("answers.xlsx").active
assert sheet.max_row == 34 and sheet["A1"].value == "inquiry", (sheet.max_row, sheet["A1"].value)
PY
  ran=$((ran + 1))
fi
# Every view, in the sqlite3 shell of this machine and in Python's.
for view in $(tenday sql --list --format tsv | tail -n +2 | cut -f 1 | sort -u); do
  sqlite3 -readonly tenday.db "SELECT * FROM $view" >/dev/null
  "$python" -c "import sqlite3; sqlite3.connect('tenday.db').execute('SELECT * FROM $view').fetchall()"
  ran=$((ran + 2))
done
echo "$ran passed, 0 failed, $skipped skipped"
