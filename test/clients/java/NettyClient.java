import com.google.protobuf.ByteString;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.protobuf.ProtobufDecoder;
import io.netty.handler.codec.protobuf.ProtobufEncoder;
import io.netty.handler.codec.protobuf.ProtobufVarint32FrameDecoder;
import io.netty.handler.codec.protobuf.ProtobufVarint32LengthFieldPrepender;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import trunkline.wire.v1.FrameOuterClass.Encoding;
import trunkline.wire.v1.FrameOuterClass.Frame;
import trunkline.wire.v1.FrameOuterClass.GoAway;
import trunkline.wire.v1.FrameOuterClass.Hello;
import trunkline.wire.v1.FrameOuterClass.Pong;
import trunkline.wire.v1.FrameOuterClass.Request;
import trunkline.wire.v1.FrameOuterClass.Response;
import trunkline.wire.v1.FrameOuterClass.Welcome;

/**
 * A client of the gateway on Netty's stock codecs, from docs/PROTOCOL.md and frame.proto alone.
 *
 * <p>Arguments: HOST PORT SERVICE METHOD ID. METHOD takes a message whose field 1 is a string id, and its answer holds
 * that id. What the client saw goes to standard output, a line each: name, tab, value.
 */
public final class NettyClient extends SimpleChannelInboundHandler<Frame> {
  private static final int PIPELINED = 1000;

  private final CompletableFuture<Welcome> welcome = new CompletableFuture<>();
  private final Map<Integer, CompletableFuture<Response>> calls = new ConcurrentHashMap<>();
  private final AtomicInteger lastSeq = new AtomicInteger();
  private final CountDownLatch pinged = new CountDownLatch(1);

  @Override
  public void channelActive(ChannelHandlerContext context) {
    Hello hello = Hello.newBuilder().setProtocol(1).setClient("netty/1").setHeartbeatMs(1000).build();
    context.writeAndFlush(Frame.newBuilder().setHello(hello).build());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Frame frame) {
    switch (frame.getBodyCase()) {
      case WELCOME -> welcome.complete(frame.getWelcome());
      case RESPONSE -> calls.remove(frame.getSeq()).complete(frame.getResponse());
      case PING -> {
        Frame pong = Frame.newBuilder().setSeq(frame.getSeq()).setPong(Pong.getDefaultInstance()).build();
        context.writeAndFlush(pong).addListener(written -> pinged.countDown());
      }
      case GO_AWAY -> fail(new IllegalStateException("GoAway " + frame.getGoAway().getCode()));
      default -> fail(new IllegalStateException("unexpected " + frame.getBodyCase()));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(cause);
    context.close();
  }

  private void fail(Throwable cause) {
    welcome.completeExceptionally(cause);
    calls.values().forEach(call -> call.completeExceptionally(cause));
  }

  /** Writes, and leaves the flush to the caller. */
  private CompletableFuture<Response> call(Channel channel, Request request) {
    int seq = lastSeq.incrementAndGet();
    CompletableFuture<Response> answer = new CompletableFuture<>();
    calls.put(seq, answer);
    channel.write(Frame.newBuilder().setSeq(seq).setRequest(request).build());
    return answer;
  }

  public static void main(String[] args) throws Exception {
    String host = args[0];
    int port = Integer.parseInt(args[1]);
    String service = args[2];
    String method = args[3];
    String id = args[4];
    NettyClient client = new NettyClient();
    NioEventLoopGroup group = new NioEventLoopGroup(1);
    try {
      Channel channel = connect(client, group, host, port);
      report("session", client.welcome.get(20, TimeUnit.SECONDS).getSessionId());
      Request.Builder request = Request.newBuilder().setService(service).setMethod(method);

      Request json = request.clone().setEncoding(Encoding.ENCODING_JSON).setPayload(jsonOf(id)).build();
      CompletableFuture<Response> inJson = client.call(channel, json);
      CompletableFuture<Response> inBinary = client.call(channel, request.clone().setPayload(binaryOf(id)).build());
      CompletableFuture<Response> notThere = client.call(channel, request.clone().setMethod("NoSuchMethod").build());
      channel.flush();
      report("json", await(inJson).getPayload().toStringUtf8());
      report("binary", hex(await(inBinary).getPayload()));
      Response error = await(notThere);
      report("error", error.getStatus() + " " + error.getFailure().getReason() + " "
          + error.getFailure().getOrigin() + " " + error.getFailure().getSent());

      report("pipelined", String.valueOf(pipeline(client, channel, request)));
      if (!client.pinged.await(20, TimeUnit.SECONDS)) throw new IllegalStateException("no Ping came");
      report("pings", "1");
      CompletableFuture<Response> after = client.call(channel, request.clone().setPayload(binaryOf(id)).build());
      channel.flush();
      report("after", hex(await(after).getPayload()));

      GoAway leave = GoAway.newBuilder().setCode(4000).build();
      channel.writeAndFlush(Frame.newBuilder().setGoAway(leave).build());
      channel.closeFuture().await(20, TimeUnit.SECONDS);
      report("left", channel.isOpen() ? "no" : "yes");
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }
  }

  private static Channel connect(NettyClient client, NioEventLoopGroup group, String host, int port) throws Exception {
    Bootstrap bootstrap = new Bootstrap().group(group).channel(NioSocketChannel.class);
    bootstrap.handler(new ChannelInitializer<SocketChannel>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(new ProtobufVarint32FrameDecoder());
        pipeline.addLast(new ProtobufDecoder(Frame.getDefaultInstance()));
        pipeline.addLast(new ProtobufVarint32LengthFieldPrepender());
        pipeline.addLast(new ProtobufEncoder());
        pipeline.addLast(client);
      }
    });
    return bootstrap.connect(host, port).sync().channel();
  }

  /** Sends all calls before it looks at any answer, each with an id of its own. How many answers held their own id. */
  private static int pipeline(NettyClient client, Channel channel, Request.Builder request) throws Exception {
    Map<String, CompletableFuture<Response>> sent = new ConcurrentHashMap<>();
    for (int index = 0; index < PIPELINED; index++) {
      // The dots keep any id from being a part of another one.
      String id = "." + index + ".";
      sent.put(id, client.call(channel, request.clone().setPayload(binaryOf(id)).build()));
    }
    channel.flush();
    int right = 0;
    for (Map.Entry<String, CompletableFuture<Response>> call : sent.entrySet()) {
      Response response = await(call.getValue());
      if (response.getStatus() == 0 && response.getPayload().toStringUtf8().contains(call.getKey())) right++;
    }
    return right;
  }

  private static Response await(CompletableFuture<Response> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS);
  }

  private static ByteString jsonOf(String id) {
    return ByteString.copyFromUtf8("{\"id\":\"" + id + "\"}");
  }

  /** A message whose field 1 is a string: tag, length, text. The id is shorter than 128 bytes. */
  private static ByteString binaryOf(String id) {
    ByteString text = ByteString.copyFromUtf8(id);
    return ByteString.copyFrom(new byte[] {0x0a, (byte) text.size()}).concat(text);
  }

  private static String hex(ByteString bytes) {
    StringBuilder hex = new StringBuilder();
    for (byte each : bytes) hex.append(String.format("%02x", each));
    return hex.toString();
  }

  private static void report(String name, String value) {
    System.out.println(name + "\t" + value);
  }
}
