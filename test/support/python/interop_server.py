"""The server of gRPC's interop cases, on gRPC's C core.

Behaves as https://github.com/grpc/grpc/blob/master/doc/interop-test-descriptions.md asks of a server. Its first argument
is the descriptor set of grpc.testing, its second the address; it prints the port that it listens on.
"""

import concurrent.futures
import sys
import time

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

ECHO_INITIAL = "x-grpc-test-echo-initial"
ECHO_TRAILING = "x-grpc-test-echo-trailing-bin"

FILES = descriptor_pb2.FileDescriptorSet()
with open(sys.argv[1], "rb") as file:
    FILES.ParseFromString(file.read())
POOL = descriptor_pool.DescriptorPool()
for each in FILES.file:
    POOL.Add(each)
FACTORY = message_factory.MessageFactory(POOL)
CODES = {code.value[0]: code for code in grpc.StatusCode}


def message(name):
    return FACTORY.GetPrototype(POOL.FindMessageTypeByName("grpc.testing." + name))


Empty = message("Empty")
Payload = message("Payload")
SimpleRequest, SimpleResponse = message("SimpleRequest"), message("SimpleResponse")
InputRequest, InputResponse = message("StreamingInputCallRequest"), message("StreamingInputCallResponse")
OutputRequest, OutputResponse = message("StreamingOutputCallRequest"), message("StreamingOutputCallResponse")


def echo_metadata(context):
    for key, value in context.invocation_metadata():
        if key == ECHO_INITIAL:
            context.send_initial_metadata(((key, value),))
        elif key == ECHO_TRAILING:
            context.set_trailing_metadata(((key, value),))


def echo_status(request, context):
    if request.HasField("response_status") and request.response_status.code != 0:
        context.abort(CODES[request.response_status.code], request.response_status.message)


def empty(_request, context):
    echo_metadata(context)
    return Empty()


def unary(request, context):
    echo_metadata(context)
    echo_status(request, context)
    return SimpleResponse(payload=Payload(body=bytes(request.response_size)))


def outputs(request, context):
    echo_status(request, context)
    for parameters in request.response_parameters:
        time.sleep(parameters.interval_us / 1e6)
        yield OutputResponse(payload=Payload(body=bytes(parameters.size)))


def output(request, context):
    echo_metadata(context)
    yield from outputs(request, context)


def collect(requests, context):
    echo_metadata(context)
    return InputResponse(aggregated_payload_size=sum(len(request.payload.body) for request in requests))


def full_duplex(requests, context):
    echo_metadata(context)
    for request in requests:
        yield from outputs(request, context)


def handler(make, behaviour, request, response):
    return make(behaviour, request_deserializer=request.FromString, response_serializer=response.SerializeToString)


SERVICE = grpc.method_handlers_generic_handler(
    "grpc.testing.TestService",
    {
        "EmptyCall": handler(grpc.unary_unary_rpc_method_handler, empty, Empty, Empty),
        "UnaryCall": handler(grpc.unary_unary_rpc_method_handler, unary, SimpleRequest, SimpleResponse),
        "StreamingOutputCall": handler(grpc.unary_stream_rpc_method_handler, output, OutputRequest, OutputResponse),
        "StreamingInputCall": handler(grpc.stream_unary_rpc_method_handler, collect, InputRequest, InputResponse),
        "FullDuplexCall": handler(grpc.stream_stream_rpc_method_handler, full_duplex, OutputRequest, OutputResponse),
    },
)

server = grpc.server(concurrent.futures.ThreadPoolExecutor(max_workers=16))
server.add_generic_rpc_handlers((SERVICE,))
port = server.add_insecure_port(sys.argv[2])
server.start()
print(port, flush=True)
# The test closes our standard input when it is done, or dies: either way nothing of us stays.
sys.stdin.read()
server.stop(0)
