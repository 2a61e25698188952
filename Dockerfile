# Serves a release with Datasette and curate's pages: read only, inspected beforehand, without login. docs/publishing.md says how to use it.
#   docker build --build-arg RELEASE=build/releases/2024.12.1 -t dataset . && docker run -p 8001:8001 dataset
FROM python:3.12.8-slim-bookworm
COPY requirements.lock /tmp/
RUN pip install --no-cache-dir --require-hashes -r /tmp/requirements.lock
# Its plugin runs readers' SQL in processes that are bounded, and defuses CSV. What it needs is installed above.
COPY pyproject.toml README.md LICENSE /opt/curate/
COPY LICENSES /opt/curate/LICENSES
COPY curate /opt/curate/curate
RUN pip --no-cache-dir install --no-deps --no-build-isolation /opt/curate
ARG RELEASE
COPY ${RELEASE}/ /srv/release/
WORKDIR /srv/release
RUN sha256sum --check --quiet SHA256SUMS && mkdir /srv/data && cp *.db metadata.json /srv/data/ && \
    cd /srv/data && datasette inspect *.db --inspect-file counts.json
USER nobody
WORKDIR /srv/data
EXPOSE 8001
# -i: nobody writes to the file, so it is opened without locks, and its name carries its hash for caches.
# timeout: whatever still runs is ended three seconds after a request to stop.
CMD exec timeout --kill-after=3 0 datasette serve --host 0.0.0.0 --port 8001 -i *.db --inspect-file counts.json --metadata metadata.json --cors \
    --setting sql_time_limit_ms 1000 --setting max_returned_rows 1000 --setting max_csv_mb 0 \
    --setting num_sql_threads 16 --setting allow_facet on --setting default_cache_ttl 3600
