import os
import signal
import sys
from wsgiref.simple_server import make_server

from daylight.app import app

# The first process of a container has no default answer to SIGTERM: docker stop would wait ten seconds.
signal.signal(signal.SIGTERM, lambda *_: sys.exit())

port = int(os.environ.get("PORT", "8000"))
with make_server("", port, app) as server:
    print(f"listening on {port}", flush=True)
    server.serve_forever()
