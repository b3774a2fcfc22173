"""The echo backend on gRPC's C core: so that the gateway does not only talk to its own kind.

Serves trunkline.test.v1.EchoService from the descriptor set that is its first argument, without compiled stubs, and
prints the port that it listens on.
"""

import concurrent.futures
import sys
import threading
import time

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

FILES = descriptor_pb2.FileDescriptorSet()
with open(sys.argv[1], "rb") as file:
    FILES.ParseFromString(file.read())
POOL = descriptor_pool.DescriptorPool()
for each in FILES.file:
    POOL.Add(each)
FACTORY = message_factory.MessageFactory(POOL)


def message(name):
    return FACTORY.GetPrototype(POOL.FindMessageTypeByName("trunkline.test.v1." + name))


EchoRequest, EchoResponse = message("EchoRequest"), message("EchoResponse")
CountsRequest, CountsResponse = message("CountsRequest"), message("CountsResponse")
CODES = {code.value[0]: code for code in grpc.StatusCode}

lock = threading.Lock()
begun = 0
cancelled = 0


def begin(context):
    global begun
    with lock:
        begun += 1

    def ended():
        global cancelled
        if context.code() is None and not done.is_set():
            with lock:
                cancelled += 1

    done = threading.Event()
    context.add_callback(ended)
    return done


def received(context):
    values = {}
    for key, value in context.invocation_metadata():
        values[key] = value.hex() if isinstance(value, bytes) else value
    return values


def pairs(values):
    return [(key, bytes.fromhex(value) if key.endswith("-bin") else value) for key, value in values.items()]


def answer(request, context, index=0, count=0):
    left = context.time_remaining()
    return EchoResponse(
        body=bytes(request.size) if request.size else request.body,
        received=received(context),
        deadline_ms=0 if left is None or left > 10**8 else int(left * 1000),
        index=index,
        count=count,
    )


def prepare(request, context):
    if request.metadata:
        context.send_initial_metadata(pairs(request.metadata))
    trailers = pairs(request.trailers)
    if request.details:
        trailers.append(("grpc-status-details-bin", request.details))
    if trailers:
        context.set_trailing_metadata(trailers)
    if request.delay_ms:
        time.sleep(request.delay_ms / 1000)


def finish(request, context):
    if request.status:
        context.abort(CODES[request.status], request.status_message)


def unary(request, context):
    done = begin(context)
    prepare(request, context)
    done.set()
    finish(request, context)
    return answer(request, context)


def server_stream(request, context):
    done = begin(context)
    prepare(request, context)
    for index in range(request.count):
        if not context.is_active():
            return
        yield answer(request, context, index)
    done.set()
    finish(request, context)


def client_stream(requests, context):
    done = begin(context)
    last, count = EchoRequest(), 0
    for last in requests:
        count += 1
    prepare(last, context)
    done.set()
    finish(last, context)
    return answer(last, context, 0, count)


def bidi_stream(requests, context):
    done = begin(context)
    for index, request in enumerate(requests):
        prepare(request, context)
        if request.status:
            done.set()
            finish(request, context)
        yield answer(request, context, index)
    done.set()


def counts(_request, _context):
    with lock:
        return CountsResponse(begun=begun, cancelled=cancelled)


def handler(make, behaviour, request, response):
    return make(behaviour, request_deserializer=request.FromString, response_serializer=response.SerializeToString)


SERVICE = grpc.method_handlers_generic_handler(
    "trunkline.test.v1.EchoService",
    {
        "Unary": handler(grpc.unary_unary_rpc_method_handler, unary, EchoRequest, EchoResponse),
        "ServerStream": handler(grpc.unary_stream_rpc_method_handler, server_stream, EchoRequest, EchoResponse),
        "ClientStream": handler(grpc.stream_unary_rpc_method_handler, client_stream, EchoRequest, EchoResponse),
        "BidiStream": handler(grpc.stream_stream_rpc_method_handler, bidi_stream, EchoRequest, EchoResponse),
        "Counts": handler(grpc.unary_unary_rpc_method_handler, counts, CountsRequest, CountsResponse),
    },
)

server = grpc.server(
    concurrent.futures.ThreadPoolExecutor(max_workers=64),
    options=[("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1), ("grpc.so_reuseport", 0)],
)
server.add_generic_rpc_handlers((SERVICE,))
address = sys.argv[2] if len(sys.argv) > 2 else "127.0.0.1:0"
port = server.add_insecure_port(address)
server.start()
print(port, flush=True)
# The test closes our standard input when it is done, or dies: either way nothing of us stays.
sys.stdin.read()
server.stop(0)
