"""A proxy before the server that a test gives faults."""

import http.client
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html", b"<html><body>This is not the page that you look for.</body></html>"


def no_fault(method, path, body):
    return None


class Proxy:
    """Lets requests through, but for a fault(method, path, body): a status, with JSON or not, or `cut` for an answer
    that gets lost when the server has done its work, or what is called before it gets lost."""

    def __init__(self, port):
        self.fault = no_fault
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _forward(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                fault = proxy.fault(self.command, self.path, body)
                if isinstance(fault, int):
                    self._send(fault, *HTML)
                    return
                if isinstance(fault, tuple):
                    self._send(fault[0], "application/json", json.dumps(fault[1]).encode())
                    return
                try:
                    upstream = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                    upstream.request(self.command, self.path, body, dict(self.headers))
                    answer = upstream.getresponse()
                    data = answer.read()
                    upstream.close()
                except OSError:
                    self._send(404, *HTML)  # as a proxy that has no server to send to
                    return
                if callable(fault):
                    fault()
                if fault is not None:
                    self.connection.close()
                    self.close_connection = True
                    return
                self._send(answer.status, answer.getheader("Content-Type", "text/plain"), data)

            def _send(self, status, kind, data):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _forward

            def log_message(self, *_):
                pass

            def finish(self):
                try:
                    super().finish()
                except (OSError, ValueError):
                    pass  # it is cut

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
