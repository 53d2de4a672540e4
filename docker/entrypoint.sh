#!/bin/sh
# What a container of the image does:
#   web            the pages, on port 8000 (WEB_PORT), with WEB_PROCESSES processes of WEB_THREADS threads
#   worker         timers and mail
#   healthy-web    exit code 0 when the pages of this container can be served
#   healthy-worker exit code 0 when a worker lives
#   anything else  the command line: cases, db backup PATH, user add --admin, ..
set -eu

case "${1:-web}" in
web)
    [ $# -eq 0 ] || shift
    cip db upgrade
    exec gunicorn "web.wsgi:make()" \
        --bind "0.0.0.0:${WEB_PORT:-8000}" \
        --worker-class gthread --workers "${WEB_PROCESSES:-2}" --threads "${WEB_THREADS:-8}" \
        --worker-tmp-dir /dev/shm --graceful-timeout 30 --timeout 60 --keep-alive 5 "$@"
    ;;
worker)
    exec cip worker
    ;;
healthy-web)
    exec python -c "
import sys, urllib.error, urllib.request
try:
    said = urllib.request.urlopen('http://127.0.0.1:${WEB_PORT:-8000}/health', timeout=8).read().decode()
except urllib.error.HTTPError as error:
    sys.exit(error.read().decode())
except OSError as error:
    sys.exit(f'The pages do not answer: {error}')
print(said.strip())
"
    ;;
healthy-worker)
    exec cip health --worker
    ;;
cip)
    shift
    exec cip "$@"
    ;;
*)
    exec cip "$@"
    ;;
esac
