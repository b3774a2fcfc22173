import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogManager;

/**
 * The echo backend on gRPC's Java stack, with Netty's HTTP/2. Serves trunkline.test.v1.EchoService from the descriptor
 * set that is its first argument, without compiled stubs, and prints the port that it listens on.
 */
public final class EchoBackend {
  private static final String PACKAGE = "trunkline.test.v1";
  private static final String SERVICE = PACKAGE + ".EchoService";
  private static final ScheduledExecutorService LATER = Executors.newScheduledThreadPool(2);
  private static final AtomicInteger begun = new AtomicInteger();
  private static final AtomicInteger cancelled = new AtomicInteger();

  public static void main(String[] args) throws Exception {
    // What the contract does to it on purpose is no news.
    LogManager.getLogManager().reset();
    FileDescriptor file = echoFile(FileDescriptorSet.parseFrom(Files.readAllBytes(Path.of(args[0]))));
    String address = args.length > 1 ? args[1] : "127.0.0.1:0";
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    Descriptor request = file.findMessageTypeByName("EchoRequest");
    Descriptor response = file.findMessageTypeByName("EchoResponse");
    Descriptor countsRequest = file.findMessageTypeByName("CountsRequest");
    Descriptor countsResponse = file.findMessageTypeByName("CountsResponse");
    ServerServiceDefinition service =
        ServerServiceDefinition.builder(SERVICE)
            .addMethod(method("Unary", MethodType.UNARY, request, response), EchoBackend::echo)
            .addMethod(method("ServerStream", MethodType.SERVER_STREAMING, request, response), EchoBackend::echo)
            .addMethod(method("ClientStream", MethodType.CLIENT_STREAMING, request, response), EchoBackend::echo)
            .addMethod(method("BidiStream", MethodType.BIDI_STREAMING, request, response), EchoBackend::echo)
            .addMethod(
                method("Counts", MethodType.UNARY, countsRequest, countsResponse),
                (call, headers) -> counts(call, countsResponse))
            .build();
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .addService(service)
            .build()
            .start();
    System.out.println(server.getPort());
    // The test closes our standard input when it is done, or dies: either way nothing of us stays.
    while (System.in.read() >= 0) {}
    System.exit(0);
  }

  private static ServerCall.Listener<DynamicMessage> echo(ServerCall<DynamicMessage, DynamicMessage> call, Metadata headers) {
    return new EchoCall(call, headers);
  }

  private static ServerCall.Listener<DynamicMessage> counts(
      ServerCall<DynamicMessage, DynamicMessage> call, Descriptor response) {
    call.request(2);
    return new ServerCall.Listener<>() {
      @Override
      public void onHalfClose() {
        call.sendHeaders(new Metadata());
        call.sendMessage(
            DynamicMessage.newBuilder(response)
                .setField(response.findFieldByName("begun"), begun.get())
                .setField(response.findFieldByName("cancelled"), cancelled.get())
                .build());
        call.close(Status.OK, new Metadata());
      }
    };
  }

  /** One call. Its listener and what it does later take turns by its lock, for a ServerCall bears one thread at a time. */
  private static final class EchoCall extends ServerCall.Listener<DynamicMessage> {
    private final ServerCall<DynamicMessage, DynamicMessage> call;
    private final Metadata received;
    private final Deadline deadline = Context.current().getDeadline();
    private final Descriptor response;
    private final MethodType type;
    private DynamicMessage last;
    private int messages;
    private int sent;
    private boolean headersSent;
    private boolean halfClosed;
    private boolean waiting;
    private boolean done;

    EchoCall(ServerCall<DynamicMessage, DynamicMessage> call, Metadata received) {
      this.call = call;
      this.received = received;
      MethodDescriptor<DynamicMessage, DynamicMessage> method = call.getMethodDescriptor();
      this.type = method.getType();
      this.response = ((DynamicMarshaller) method.getResponseMarshaller()).type;
      this.last = DynamicMessage.getDefaultInstance(((DynamicMarshaller) method.getRequestMarshaller()).type);
      begun.incrementAndGet();
      call.request(type.clientSendsOneMessage() ? 2 : 1);
    }

    @Override
    public synchronized void onMessage(DynamicMessage message) {
      last = message;
      messages++;
      if (type == MethodType.CLIENT_STREAMING) call.request(1);
      if (type == MethodType.BIDI_STREAMING) later(this::answerOne);
    }

    @Override
    public synchronized void onHalfClose() {
      halfClosed = true;
      if (type == MethodType.BIDI_STREAMING) {
        if (!waiting) close(Status.OK);
      } else if (type == MethodType.SERVER_STREAMING) later(this::pump);
      else later(this::answerWhole);
    }

    @Override
    public synchronized void onReady() {
      // Before the request is there, there is nothing to say.
      if (type == MethodType.SERVER_STREAMING && sent > 0) pump();
    }

    @Override
    public synchronized void onCancel() {
      if (!done) cancelled.incrementAndGet();
      done = true;
    }

    /** Sends the initial metadata, if there is any, and does the rest after the delay that the request asks for. */
    private void later(Runnable rest) {
      if (!((List<?>) field(last, "metadata")).isEmpty()) sendHeaders();
      int delayMs = ((Number) field(last, "delay_ms")).intValue();
      if (delayMs == 0) {
        rest.run();
        return;
      }
      waiting = true;
      LATER.schedule(
          () -> {
            synchronized (this) {
              waiting = false;
              if (!done) rest.run();
            }
          },
          delayMs,
          TimeUnit.MILLISECONDS);
    }

    private void sendHeaders() {
      if (!headersSent) call.sendHeaders(metadata("metadata"));
      headersSent = true;
    }

    private void send(DynamicMessage message) {
      sendHeaders();
      call.sendMessage(message);
    }

    private void answerWhole() {
      Status status = status();
      if (status.isOk()) send(answer(0, type == MethodType.UNARY ? 0 : messages));
      close(status);
    }

    private void pump() {
      int count = ((Number) field(last, "count")).intValue();
      while (!done && sent < count && call.isReady()) send(answer(sent++, 0));
      if (!done && sent >= count) close(status());
    }

    private void answerOne() {
      Status status = status();
      if (!status.isOk()) {
        close(status);
        return;
      }
      send(answer(sent++, 0));
      if (halfClosed) close(Status.OK);
      else call.request(1);
    }

    private void close(Status status) {
      if (done) return;
      done = true;
      Metadata trailers = metadata("trailers");
      ByteString details = (ByteString) field(last, "details");
      if (!details.isEmpty()) {
        trailers.put(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER), details.toByteArray());
      }
      call.close(status, trailers);
    }

    private Status status() {
      int code = ((Number) field(last, "status")).intValue();
      return code == 0 ? Status.OK : Status.fromCodeValue(code).withDescription((String) field(last, "status_message"));
    }

    /** The metadata that the request asks for. */
    private Metadata metadata(String name) {
      Metadata metadata = new Metadata();
      for (Object entry : (List<?>) field(last, name)) {
        String key = (String) field((DynamicMessage) entry, "key");
        String value = (String) field((DynamicMessage) entry, "value");
        if (key.endsWith("-bin")) {
          metadata.put(Metadata.Key.of(key, Metadata.BINARY_BYTE_MARSHALLER), HexFormat.of().parseHex(value));
        } else metadata.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
      }
      return metadata;
    }

    private DynamicMessage answer(int index, int count) {
      int size = ((Number) field(last, "size")).intValue();
      DynamicMessage.Builder builder =
          DynamicMessage.newBuilder(response)
              .setField(response.findFieldByName("body"), size > 0 ? ByteString.copyFrom(new byte[size]) : field(last, "body"))
              .setField(response.findFieldByName("index"), index)
              .setField(response.findFieldByName("count"), count);
      long leftMs = deadline == null ? 0 : deadline.timeRemaining(TimeUnit.MILLISECONDS);
      builder.setField(response.findFieldByName("deadline_ms"), (int) leftMs);
      FieldDescriptor map = response.findFieldByName("received");
      receivedMetadata().forEach((key, value) -> builder.addRepeatedField(map, mapEntry(map, key, value)));
      return builder.build();
    }

    private Map<String, String> receivedMetadata() {
      Map<String, String> values = new TreeMap<>();
      for (String key : received.keys()) {
        if (key.endsWith("-bin")) {
          byte[] value = received.get(Metadata.Key.of(key, Metadata.BINARY_BYTE_MARSHALLER));
          values.put(key, HexFormat.of().formatHex(value));
        } else values.put(key, received.get(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER)));
      }
      return values;
    }
  }

  private static Object field(DynamicMessage message, String name) {
    return message.getField(message.getDescriptorForType().findFieldByName(name));
  }

  private static DynamicMessage mapEntry(FieldDescriptor map, String key, String value) {
    Descriptor entry = map.getMessageType();
    return DynamicMessage.newBuilder(entry)
        .setField(entry.findFieldByName("key"), key)
        .setField(entry.findFieldByName("value"), value)
        .build();
  }

  private static MethodDescriptor<DynamicMessage, DynamicMessage> method(
      String name, MethodType type, Descriptor request, Descriptor response) {
    return MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setType(type)
        .setRequestMarshaller(new DynamicMarshaller(request))
        .setResponseMarshaller(new DynamicMarshaller(response))
        .build();
  }

  private static final class DynamicMarshaller implements MethodDescriptor.Marshaller<DynamicMessage> {
    final Descriptor type;

    DynamicMarshaller(Descriptor type) {
      this.type = type;
    }

    @Override
    public InputStream stream(DynamicMessage value) {
      return new ByteArrayInputStream(value.toByteArray());
    }

    @Override
    public DynamicMessage parse(InputStream stream) {
      try {
        return DynamicMessage.parseFrom(type, stream);
      } catch (IOException cause) {
        throw Status.INTERNAL.withDescription(cause.getMessage()).withCause(cause).asRuntimeException();
      }
    }
  }

  private static FileDescriptor echoFile(FileDescriptorSet set) throws Exception {
    Map<String, FileDescriptor> built = new TreeMap<>();
    for (FileDescriptorProto file : set.getFileList()) {
      List<FileDescriptor> imports = new ArrayList<>();
      for (String name : file.getDependencyList()) imports.add(built.get(name));
      built.put(file.getName(), FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new)));
    }
    return built.values().stream()
        .filter(file -> file.findServiceByName("EchoService") != null && file.getPackage().equals(PACKAGE))
        .findFirst()
        .orElseThrow();
  }
}
