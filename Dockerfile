# The service in a container; docs/deployment.md says how to run it, docs/decisions/0031-deployment.md why it is so.
# Another base: --build-arg PYTHON_IMAGE=... with Python 3.11 to 3.13 and glibc.
ARG PYTHON_IMAGE=python:3.13-slim-trixie

FROM ${PYTHON_IMAGE} AS build
# durable-rules comes as source only. The compiler stays in this stage, so it is whichever the base's Debian has now.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends gcc libc6-dev \
 && rm -rf /var/lib/apt/lists/*
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build
# The order of `make deps`: the build tools, durable-rules with them, then the rest. Only what has a hash is taken.
COPY requirements/build.lock requirements/engine.lock requirements/service.lock requirements/
# durable-rules calls PyEval_CallObject, which Python 3.13 removed; its setup.py overwrites CFLAGS but not CPPFLAGS.
RUN python3 -m venv tools \
 && tools/bin/python -m pip install --require-hashes -r requirements/build.lock \
 && CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject tools/bin/python -m pip wheel --require-hashes --no-deps \
      --no-build-isolation --wheel-dir wheels -r requirements/engine.lock \
 && python3 -m venv --without-pip /opt/cd38rules \
 && tools/bin/python -m pip --python /opt/cd38rules/bin/python install --no-compile --no-deps wheels/*.whl \
 && tools/bin/python -m pip --python /opt/cd38rules/bin/python install --no-compile --only-binary :all: \
      --require-hashes -r requirements/service.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY src src
COPY rules rules
# Compiled by the content of the sources and never checked again: a layer may change times, and nothing writes later.
RUN tools/bin/python -m pip wheel --no-deps --no-build-isolation --wheel-dir own . \
 && tools/bin/python -m pip --python /opt/cd38rules/bin/python install --no-compile --no-deps own/*.whl \
 && /opt/cd38rules/bin/python -m compileall -q --invalidation-mode unchecked-hash /opt/cd38rules/lib \
 && /opt/cd38rules/bin/cd38rules doctor

FROM ${PYTHON_IMAGE}
LABEL org.opencontainers.image.title="cd38rules" \
      org.opencontainers.image.description="Rule-based decision support for anti-CD38 antibodies in multiple myeloma" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0 AND CC-BY-4.0"
# The folder is for a file of SQLite: an empty volume that is mounted there takes over its owner.
RUN groupadd --gid 10001 cd38rules \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin cd38rules \
 && install -d -o 10001 -g 10001 -m 0700 /var/lib/cd38rules
COPY --from=build /opt/cd38rules /opt/cd38rules
# Inside a container only published ports are reached, so it listens on all addresses; it then asks for tokens always.
ENV PATH=/opt/cd38rules/bin:${PATH} \
    PYTHONDONTWRITEBYTECODE=1 \
    CD38RULES_SERVE_HOST=0.0.0.0
USER 10001:10001
EXPOSE 8038
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-I", "-c", "import http.client as h, sys; c = h.HTTPConnection('127.0.0.1', 8038, timeout=4); c.request('GET', '/readyz'); sys.exit(c.getresponse().status != 200)"]
ENTRYPOINT ["cd38rules"]
CMD ["serve"]
