#!/usr/bin/env bash
# The generated tables are what the generator makes of the CSVs.
set -euo pipefail
cd "$(dirname "$0")/.."
made=$(python3 dlt645/tables/generate.py --check)
echo "summary: $made"
