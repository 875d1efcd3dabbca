"""A receiver of webhooks on this machine: the server is started with `--webhook-schemes https,http
--webhook-networks 127.0.0.1`."""

import base64
import hashlib
import hmac
import http.server
import json
import queue
import threading

SECRET = "only the two of us know"


class Receiver(http.server.ThreadingHTTPServer):
    """Keeps what it is sent, and says thanks."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.sent = queue.Queue()
        self.url = f"http://127.0.0.1:{self.server_port}/hook"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def next(self):
        """The next thing that is sent, once its signature was found to be right."""
        headers, body = self.sent.get(timeout=30)
        signed = f"{headers['X-MLflow-Delivery-Id']}.{headers['X-MLflow-Timestamp']}.{body.decode()}"
        digest = hmac.new(SECRET.encode(), signed.encode(), hashlib.sha256).digest()
        assert headers["X-MLflow-Signature"] == f"v1,{base64.b64encode(digest).decode()}"
        return json.loads(body)

    def next_managed(self):
        """The same of the managed platform's webhooks, with its headers."""
        headers, body = self.sent.get(timeout=30)
        assert headers["X-Databricks-Signature"] == hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        return headers, json.loads(body)


class Answering(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.sent.put((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"thanks")

    def log_message(self, *words):
        pass
