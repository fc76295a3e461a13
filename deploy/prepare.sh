#!/bin/sh
# Makes what compose.yaml needs and no repository may hold: secrets/ and .env. What is there already stays as it is.
set -eu
cd "$(dirname "$0")/.."
umask 077

# Secrets are mounted with their owner and mode, so the service runs as their owner; root gets a user without rights.
if [ "$(id -u)" = 0 ]; then user=10001:10001; else user=$(id -u):$(id -g); fi

mkdir -p secrets/client
for name in database-password store-key; do
  if [ ! -e "secrets/$name" ]; then
    od -An -tx1 -N32 /dev/urandom | tr -d ' \n' > "secrets/$name.new"
    mv "secrets/$name.new" "secrets/$name"
    echo "made secrets/$name"
  fi
done
if [ "$(id -u)" = 0 ]; then chown -R 10001:10001 secrets; fi
if ! grep -qs '^CD38RULES_USER=' .env; then
  echo "CD38RULES_USER=$user" >> .env
  echo "made .env: the service runs as $user"
fi
