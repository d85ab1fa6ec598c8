"""Pages served as the product serves them: over HTTP, with the strict policy, nothing else."""

import mimetypes
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.contrib.staticfiles import finders

POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"


@contextmanager
def served(pages: Mapping[str, str]) -> Iterator[str]:
    """The address of a small server that knows ``pages`` (path to HTML) and the static files."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            if path in pages:
                return self._send(200, "text/html; charset=utf-8", pages[path].encode())
            found = finders.find(path.removeprefix("/static/")) if "/static/" in path else None
            if not isinstance(found, str):
                return self._send(404, "text/plain", b"")
            kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
            return self._send(200, kind, Path(found).read_bytes())

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet: the test tells what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    worker = threading.Thread(target=server.serve_forever, daemon=True)
    worker.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        worker.join()
