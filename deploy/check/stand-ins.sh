#!/usr/bin/env bash
# Makes images from Debian's packages that stand in for those of a registry, for checks where no registry is reached:
# python:3.13-slim-trixie and postgres:17. As root, with debootstrap; the engine's builds need the network.
set -euo pipefail
cd "$(dirname "$0")"
command -v debootstrap > /dev/null || { echo "this needs debootstrap (apt install debootstrap)" >&2; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The standard output of a command is of no use here unless it fails.
quietly() { "$@" > "$scratch/log" 2>&1 || { tail -n 5 "$scratch/log" >&2; return 1; }; }

quietly debootstrap --variant=minbase --include=ca-certificates trixie "$scratch/root"
# Certificates that this machine trusts by itself, such as those of a proxy between it and the packages.
if [ -d /usr/local/share/ca-certificates ]; then
  cp -r /usr/local/share/ca-certificates/. "$scratch/root/usr/local/share/ca-certificates/"
fi
quietly chroot "$scratch/root" update-ca-certificates
tar -C "$scratch/root" --exclude='./proc/*' --exclude='./sys/*' --exclude='./dev/*' -cf "$scratch/root.tar" .
quietly docker import "$scratch/root.tar" cd38rules-stand-in/debian:trixie

mkdir "$scratch/python" "$scratch/postgres"
cat > "$scratch/python/Dockerfile" << 'END'
FROM cd38rules-stand-in/debian:trixie
RUN apt-get update && apt-get install -y --no-install-recommends python3-dev python3-venv \
 && ln -s /usr/bin/python3 /usr/local/bin/python && rm -rf /var/lib/apt/lists/*
END
cat > "$scratch/postgres/Dockerfile" << 'END'
FROM cd38rules-stand-in/debian:trixie
RUN mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf \
 && apt-get update && apt-get install -y --no-install-recommends postgresql-17 gosu && rm -rf /var/lib/apt/lists/*
ENV PATH=/usr/lib/postgresql/17/bin:${PATH} PGDATA=/var/lib/postgresql/data
COPY postgres-entrypoint.sh /
STOPSIGNAL SIGINT
ENTRYPOINT ["sh", "/postgres-entrypoint.sh"]
END
cp postgres-entrypoint.sh "$scratch/postgres"
for name in python:3.13 postgres:17; do
  quietly docker build --network host -t "cd38rules-stand-in/$name" "$scratch/${name%:*}"
  echo "made cd38rules-stand-in/$name"
done
