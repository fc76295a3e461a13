#!/usr/bin/env bash
# Builds the image and runs compose.yaml with it, as a project of its own that is removed afterwards: make image-check.
# It needs an engine that answers, Compose (docker compose, or docker-compose), and curl. Options, by IMAGE_ARGS="...":
#   --stand-ins   images of Debian's packages in place of a registry's (stand-ins.sh makes them)
#   --only-build  no more than the build;  --no-build  what was built before
set -euo pipefail
cd "$(dirname "$0")/../.."
build=1 run=1 python_image="" postgres_image=""
for option in "$@"; do
  case "$option" in
    --stand-ins) python_image=cd38rules-stand-in/python:3.13 postgres_image=cd38rules-stand-in/postgres:17 ;;
    --only-build) run="" ;;
    --no-build) build="" ;;
    *) echo "there is no option $option" >&2; exit 2 ;;
  esac
done

fail() { echo "FAILED: $*" >&2; exit 1; }
ok() { echo "ok   $*"; }
same() { [ "$1" = "$2" ] || fail "$3: $1, not $2"; ok "$3: $1"; }

docker info > /dev/null 2>&1 || fail "no engine answers: start one, or name its socket by DOCKER_HOST"
image=$(sed -n 's/^    image: \(cd38rules:.*\)/\1/p' compose.yaml | head -n 1)

if [ -n "$build" ]; then
  docker build --network host ${python_image:+--build-arg PYTHON_IMAGE=$python_image} -t "$image" . > /dev/null
  ok "the image is built: $(docker image inspect -f '{{.Size}}' "$image") bytes with its base"
fi
guarded=(docker run --rm --network none --read-only --cap-drop ALL --security-opt no-new-privileges)
same "$("${guarded[@]}" --entrypoint id "$image" -u)" 10001 "the user of the image"
"${guarded[@]}" "$image" doctor | sed 's/^/       /'
left=$("${guarded[@]}" --entrypoint sh "$image" -c 'command -v gcc cc; ls /opt/cd38rules/bin | grep pip' || true)
same "${left:-none}" none "compilers, and pip beside the packages"
if [ -z "$run" ]; then exit 0; fi

if docker compose version > /dev/null 2>&1; then compose="docker compose"; else compose=docker-compose; fi
command -v "${compose%% *}" > /dev/null || fail "there is no Compose: docker compose, or docker-compose"
root=$PWD
scratch=$(mktemp -d)
chmod 755 "$scratch"
cp -r compose.yaml deploy "$scratch"
cd "$scratch"
files=(-f compose.yaml)
if [ -n "$postgres_image" ]; then
  printf 'services: {database: {image: "%s"}}\n' "$postgres_image" > stand-ins.yaml
  files+=(-f stand-ins.yaml)
fi
compose() { $compose -p cd38rules-check "${files[@]}" "$@"; }
export CD38RULES_PORT=${CD38RULES_PORT:-18038}
export CD38RULES_BASE_URL=http://127.0.0.1:$CD38RULES_PORT
ended() {
  code=$?
  if [ $code != 0 ]; then compose logs --tail 20 >&2 || true; fi
  compose --profile try down -v --timeout 5 > /dev/null 2>&1 || true
  rm -rf "$scratch"
  exit $code
}
trap ended EXIT

url=$CD38RULES_BASE_URL
status() { curl -s -o answer.json -w '%{http_code}' "$@"; }
json=(-H "content-type: application/json")
bearer() { printf 'authorization: Bearer %s' "$(compose run --rm client token /client --for "$url$1" 2> /dev/null)"; }
rows() { compose exec -T database psql -U cd38rules -Atc "SELECT count(*) FROM $1" cd38rules; }

sh deploy/prepare.sh > /dev/null
compose run --rm client new /client > /dev/null 2> errors || fail "client new: $(cat errors)"
compose up -d --wait --no-build > /dev/null 2> errors || fail "up: $(tail -n 3 errors)"
same "$(status "$url/readyz")" 200 "GET /readyz"
patient=$root/examples/patients/01-first-daratumumab-no-typing.json
order=$root/examples/hooks/order-sign.json
same "$(status "${json[@]}" -d "@$patient" "$url/evaluate")" 401 "POST /evaluate without a token"
token=$(bearer /evaluate)
same "$(status "${json[@]}" -H "$token" -d "@$patient" "$url/evaluate")" 200 "POST /evaluate with one"
same "$(status "${json[@]}" -H "$token" -d "@$patient" "$url/evaluate")" 401 "the same token again"
hook=/cds-services/anti-cd38-orders
same "$(status "${json[@]}" -H "$(bearer $hook)" -d "@$order" "$url$hook")" 200 "POST $hook"
grep -q copd-dara-bronchodilator answer.json || fail "the card of the example isn't there"
printf '{"feedback": [{"card": "a", "outcome": "overridden", "outcomeTimestamp": "2026-01-01T00:00:00Z"}]}' > given.json
same "$(status "${json[@]}" -H "$(bearer $hook/feedback)" -d @given.json "$url$hook/feedback")" 200 "POST $hook/feedback"
same "$(rows decisions) $(rows feedback)" "2 1" "decisions and feedback in the database"

compose exec -T service cd38rules feedback report > report.txt || fail "feedback report"
ok "feedback report: $(tail -n 1 report.txt)"

service=$(compose ps -q service)
inside() { docker exec "$service" "$@"; }
state() { inside sed -n "s/^$1:[[:space:]]*//p" /proc/1/status; }
same "$(state CapEff) $(state CapBnd)" "0000000000000000 0000000000000000" "capabilities of the service"
same "$(state NoNewPrivs)" 1 "no new privileges"
same "$(docker inspect -f '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Memory}}' "$service")" "true 536870912" \
  "read-only root, and bytes of memory"
if inside sh -c 'echo > /opt/cd38rules/x' 2> /dev/null; then fail "the root can be written"; fi
env=$(inside env)
for secret in secrets/database-password secrets/store-key; do
  case "$env" in *"$(cat $secret)"*) fail "$secret stands in the environment" ;; esac
done
ok "no secret in the environment of the service"
same "$(docker port "$service")" "8038/tcp -> 127.0.0.1:$CD38RULES_PORT" "published"
ok "memory in use: $(docker stats --no-stream --format '{{.MemUsage}}' "$service")"

began=$SECONDS
compose stop service > /dev/null 2>&1
same "$(docker inspect -f '{{.State.ExitCode}}' "$service")" 0 "exit code after $((SECONDS - began)) s of stopping"

# The backup of docs/deployment.md, into a new volume.
compose exec -T database pg_dump -U cd38rules --format=custom cd38rules > kept.dump
compose --profile try down -v > /dev/null 2>&1
compose up -d --wait database > /dev/null 2>&1
compose exec -T database pg_restore -U cd38rules --dbname=cd38rules --exit-on-error < kept.dump
compose up -d --wait --no-build > /dev/null 2> errors || fail "up after the restoration: $(tail -n 3 errors)"
same "$(rows decisions) $(rows feedback)" "2 1" "decisions and feedback after backup and restoration"

# Two processes at once on a database without tables.
compose stop service > /dev/null 2>&1
compose exec -T database psql -q -U cd38rules -c "DROP SCHEMA public CASCADE" -c "CREATE SCHEMA public" cd38rules 2> errors
first=$(compose run -d --no-deps service 2> errors) && second=$(compose run -d --no-deps service 2> errors)
for started in "$first" "$second"; do
  for _ in $(seq 60); do
    health=$(docker inspect -f '{{.State.Health.Status}}' "$started")
    if [ "$health" != starting ]; then break; fi
    sleep 1
  done
  same "$health" healthy "one of two that began at once"
done
same "$(rows alembic_version)" 1 "versions of the tables"
docker rm -f "$first" "$second" > /dev/null

# A wrong password is told in words, and neither it nor the right one is logged.
cp -p secrets/database-password right
printf 'x' >> secrets/database-password
compose run --rm --no-deps service > refused 2>&1 && fail "a wrong password is taken"
grep -q "the database refuses the user or the password" refused || fail "a wrong password is told so: $(cat refused)"
grep -q "$(cat right)" refused && fail "the password is logged"
ok "a wrong password: $(grep 'the database refuses' refused)"
ok "all done"
