#!/bin/sh
# Makes the files that every page needs, or says what is missing to make them.
if ! command -v node >/dev/null 2>&1; then
  echo "The pages' files are made with Node.js, version 20 or later, and npm: install both, for example with \`apt-get install nodejs npm\`" >&2
  exit 1
fi
exec node "$(dirname "$0")/build.mjs"
