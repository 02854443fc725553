#!/bin/sh
# Variables of the container win over the generated ones, so that real secrets replace them one by one.
set -eu
if [ -f /secrets/generated.env ]; then
  while IFS='=' read -r name value; do
    eval "current=\${$name:-}"
    [ -n "$current" ] || export "$name=$value"
  done < /secrets/generated.env
fi
exec node "$@"
