"""A client of the gateway, from docs/PROTOCOL.md and frame.proto alone.

    protoc --python_out=BUILD -I proto trunkline/wire/v1/frame.proto
    PYTHONPATH=BUILD python3 client.py HOST PORT SERVICE METHOD ID

METHOD takes a message whose field 1 is a string `id`, and its answer holds that id. The client logs in, calls it in
JSON and in binary, calls a method that is not there, and answers Pings, until it has seen one. What it saw goes to
standard output, a line each: name, tab, value.
"""

import socket
import sys

from trunkline.wire.v1 import frame_pb2 as wire


class Connection:
    """Frames on a socket, each with its length before it."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port), timeout=20)
        self.stream = self.socket.makefile("rb")
        self.pings = 0

    def send(self, **fields):
        body = wire.Frame(**fields).SerializeToString()
        length, prefix = len(body), bytearray()
        while length > 0x7F:
            prefix.append(length & 0x7F | 0x80)
            length >>= 7
        prefix.append(length)
        self.socket.sendall(bytes(prefix) + body)

    def receive(self):
        """The next frame that is not a Ping; Pings are answered here."""
        while True:
            frame = self.receive_any()
            if frame.WhichOneof("body") != "ping":
                return frame
            self.answer_ping(frame)

    def await_ping(self):
        while self.pings == 0:
            frame = self.receive_any()
            if frame.WhichOneof("body") == "ping":
                self.answer_ping(frame)

    def answer_ping(self, frame):
        self.send(seq=frame.seq, pong=wire.Pong())
        self.pings += 1

    def receive_any(self):
        length, shift = 0, 0
        while True:
            byte = self.read(1)[0]
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return wire.Frame.FromString(self.read(length))

    def read(self, count):
        data = self.stream.read(count)
        if len(data) < count:
            raise EOFError("the gateway closed the connection")
        return data

    def leave(self):
        self.send(go_away=wire.GoAway(code=4000))
        while self.stream.read(4096):
            pass
        self.socket.close()


def report(name, value):
    print(f"{name}\t{value}", flush=True)


def main(host, port, service, method, order_id):
    connection = Connection(host, int(port))

    connection.send(hello=wire.Hello(protocol=1, client="python/1", heartbeat_ms=1000))
    welcome = connection.receive().welcome
    report("session", welcome.session_id)
    report("max_in_flight", welcome.max_in_flight)

    # Three calls at once: the answers may come in any order, and seq says which is which.
    in_json = wire.Request(
        service=service,
        method=method,
        encoding=wire.ENCODING_JSON,
        timeout_ms=5000,
        metadata=[wire.Metadatum(key="x-client", text="python")],
        payload=b'{"id":"%s"}' % order_id.encode(),
    )
    in_binary = wire.Request(service=service, method=method, payload=id_message(order_id))
    not_there = wire.Request(service=service, method="NoSuchMethod")
    for seq, request in enumerate([in_json, in_binary, not_there], start=1):
        connection.send(seq=seq, request=request)
    answers = {}
    while len(answers) < 3:
        frame = connection.receive()
        answers[frame.seq] = frame.response

    report("json", answers[1].payload.decode())
    report("binary", answers[2].payload.hex())
    failure = answers[3].failure
    origin = wire.Failure.Origin.Name(failure.origin)
    sent = wire.Failure.Sent.Name(failure.sent)
    report("error", f"{answers[3].status} {failure.reason} {origin} {sent}")

    connection.await_ping()
    report("pings", connection.pings)
    # Still alive after the Ping was answered.
    connection.send(seq=4, request=in_binary)
    report("after", connection.receive().response.payload.hex())
    connection.leave()
    report("left", "yes")


def id_message(order_id):
    """A message whose field 1 is a string: tag, length, text. The id is shorter than 128 bytes."""
    text = order_id.encode()
    return bytes([0x0A, len(text)]) + text


if __name__ == "__main__":
    main(*sys.argv[1:])
