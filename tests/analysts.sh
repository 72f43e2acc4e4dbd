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
# Every view, attached in DuckDB: the columns and rows that SQLite finds, also where a code is written in other letters
# than its codebook has it and where a channel serves several. Then the views joined, and a count that is not text.
if has_module duckdb && has_module duckdb_extensions; then
  cp tenday.db attached.db
  sqlite3 attached.db "
    UPDATE finding SET code = upper(code), codebook = upper(codebook);
    UPDATE department SET code = lower(code) WHERE id % 2;
    INSERT OR IGNORE INTO channel_serves SELECT (SELECT min(id) FROM contact_channel), id FROM department;"
  "$python" - <<'PY' || exit 1
import sqlite3
import duckdb
from duckdb_extensions import import_extension

import_extension("sqlite_scanner")
duckdb.sql("LOAD sqlite_scanner")
duckdb.sql("ATTACH 'attached.db' AS record (TYPE sqlite, READ_ONLY)")
plain = sqlite3.connect("attached.db")
views = [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
assert "answer_state" in views, views
for view in views:
    cursor = plain.execute(f"SELECT * FROM {view}")
    wanted = sorted(cursor.fetchall(), key=repr)
    found = duckdb.sql(f"SELECT * FROM record.{view}")
    assert found.columns == [column[0] for column in cursor.description], (view, found.columns)
    assert sorted(found.fetchall(), key=repr) == wanted, view
joined = """
    SELECT count(*), count(DISTINCT finding.code), count(DISTINCT contact.value), sum(inquiry.expected - inquiry.outstanding)
    FROM {0}answer_flat AS answer
    JOIN {0}answer_state AS state USING (inquiry, question, department)
    JOIN {0}inquiry_state AS inquiry USING (inquiry)
    LEFT JOIN {0}finding_matrix AS finding USING (inquiry, question, department)
    LEFT JOIN {0}contact_flat AS contact USING (department)"""
wanted = plain.execute(joined.format("")).fetchone()
assert duckdb.sql(joined.format("record.")).fetchone() == wanted and all(wanted), wanted
PY
  ran=$((ran + 1))
else
  skip "Python's duckdb"
fi
echo "$ran passed, 0 failed, $skipped skipped"
