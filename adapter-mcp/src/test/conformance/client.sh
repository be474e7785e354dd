#!/bin/sh
# What the suite starts as the client, once for each scenario: hands it to the client in the test's own process.
# client.sh DOOR URL
printf '%s' "$MCP_CONFORMANCE_CONTEXT" | exec curl --silent --show-error --fail-with-body --data-binary @- \
  --header "Scenario: $MCP_CONFORMANCE_SCENARIO" --header "Server: $2" "$1"
