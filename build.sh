#!/usr/bin/env bash
# Builds, tests and shows the addin: ./build.sh [--target=Test]; ./build.sh --description lists the targets.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v dotnet >/dev/null; then
  echo "build.sh: the .NET 10 SDK is needed, and no dotnet is on PATH: https://dotnet.microsoft.com/download" >&2
  exit 1
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet tool restore
exec dotnet cake "$@"
