"""A server of the tests' own: files in the published layout, and misbehaviour on order."""

from __future__ import annotations

import hashlib
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class Publisher(ThreadingHTTPServer):
    """Serves `files` by path; `orders` gives the misbehaviours of a path, one a request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.orders: dict[str, list[str]] = {}
        self.requests: Counter[str] = Counter()
        self.ranges: list[str] = []
        self.at_once = 0
        self.most_at_once = 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent: broken connections are ordered here."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Publisher

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        server = self.server
        path = self.path.split("?")[0]
        with server.lock:
            server.requests[path] += 1
            server.at_once += 1
            server.most_at_once = max(server.most_at_once, server.at_once)
            orders = server.orders.get(path, [])
            order = orders.pop(0) if orders else "serve"
        try:
            self.answer(path, order)
        finally:
            with server.lock:
                server.at_once -= 1

    def answer(self, path: str, order: str) -> None:
        if order.isdigit():
            self.send_response(int(order))
            self.send_header("Retry-After", "0")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if order == "loop":
            self.send_response(302)
            self.send_header("Location", self.path)
            self.send_header("Content-Length", "0")
            self.end_headers()
            self.server.orders[path] = ["loop"] * 50
            return
        body = self.server.files.get(path)
        if body is None:
            self.send_error(404)
            return
        start = self.start(body)
        self.send_response(206 if start else 200)
        sent = body[start:]
        if order == "wrong":
            sent = hashlib.sha256(sent).digest() * (len(sent) // 32 + 1)
            sent = sent[: len(body) - start]
        length = 10 * 10**9 if order == "boast" else len(sent)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        if order == "boast":
            sent = sent[:1000]
        if order in ("truncate", "reset"):
            sent = sent[: len(sent) // 2]
        if order == "trickle":
            for i in range(0, len(sent), 64):
                self.wfile.write(sent[i : i + 64])
                self.wfile.flush()
                time.sleep(0.004)
            return
        self.wfile.write(sent)
        self.wfile.flush()
        if order == "pause":
            time.sleep(0.2)
        if order == "reset":
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        if order in ("truncate", "reset", "boast"):
            self.close_connection = True

    def start(self, body: bytes) -> int:
        asked = self.headers.get("Range", "")
        if not asked.startswith("bytes="):
            return 0
        self.server.ranges.append(asked)
        return min(int(asked.removeprefix("bytes=").split("-")[0]), len(body))


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    server = Publisher()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
