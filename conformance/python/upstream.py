"""A model provider on this machine: it speaks OpenAI's protocol and answers what the question asks for."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

USAGE = {"prompt_tokens": 5, "completion_tokens": 3, "total_tokens": 8, "prompt_tokens_details": {"cached_tokens": 2}}
ABOUT = {"id": "chatcmpl-1", "created": 1764000000, "model": "small-model-2025"}


class Upstream:
    """The provider, from its start until `stop`."""

    def __init__(self):
        self._server = _Server(("127.0.0.1", 0), _Answers)
        self._thread = Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    request_queue_size = 128


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/v1/embeddings":
            self._embed(request)
        elif request["messages"][-1]["content"] == "fail":
            self._send(429, {"error": {"message": "Too many questions.", "type": "requests", "code": "rate_limit"}})
        elif request.get("stream"):
            self._stream(request)
        else:
            self._chat(request)

    def log_message(self, format, *arguments):
        pass

    def _embed(self, request):
        vectors = [
            {"object": "embedding", "index": index, "embedding": [0.5, -0.25, float(index)]}
            for index in range(len(request["input"]))
        ]
        usage = {"prompt_tokens": 4, "total_tokens": 4}
        self._send(200, {"object": "list", "data": vectors, "model": request["model"], "usage": usage})

    def _chat(self, request):
        last = request["messages"][-1]
        if request.get("tools") and last["role"] == "user":
            function = {"name": "weather", "arguments": json.dumps({"city": "Lisbon"})}
            message = {"role": "assistant", "content": None}
            message["tool_calls"] = [{"id": "call_1", "type": "function", "function": function}]
            reason = "tool_calls"
        else:
            message = {"role": "assistant", "content": "You said: " + last["content"]}
            reason = "stop"
        choice = {"index": 0, "message": message, "finish_reason": reason}
        self._send(200, {**ABOUT, "object": "chat.completion", "choices": [choice], "usage": USAGE})

    def _stream(self, request):
        """A word to a chunk, then the usage; an error in the middle if asked for."""
        question = request["messages"][-1]["content"]
        chunks = [self._chunk([self._delta(word + " ")]) for word in question.split()]
        if question == "break off":
            chunks = [chunks[0], {"error": {"message": "The model fell over.", "type": "server_error"}}]
        else:
            chunks += [self._chunk([self._delta(None, "stop")]), {**self._chunk([]), "usage": USAGE}]
        body = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks) + "data: [DONE]\n\n"
        self._send_bytes(200, "text/event-stream", body.encode())

    @staticmethod
    def _chunk(choices):
        return {**ABOUT, "object": "chat.completion.chunk", "choices": choices}

    @staticmethod
    def _delta(content, reason=None):
        return {"index": 0, "delta": {"role": "assistant", "content": content}, "finish_reason": reason}

    def _send(self, status, answer):
        self._send_bytes(status, "application/json", json.dumps(answer).encode())

    def _send_bytes(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
