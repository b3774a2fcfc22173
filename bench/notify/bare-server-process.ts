// The floor of Node: what a client says first is answered, and what one says later is sent to all in a loop, with nothing
// around it.
import { createServer, type Socket } from 'node:net';

const PAYLOAD = Buffer.alloc(100, 'x');

const sockets = new Set<Socket>();
const server = createServer({ noDelay: true }, (socket) => {
  sockets.add(socket);
  let greeted = false;
  socket.on('data', () => {
    if (greeted) for (const each of sockets) each.write(PAYLOAD);
    else socket.write(PAYLOAD);
    greeted = true;
  });
  socket.on('error', () => {});
  socket.on('close', () => sockets.delete(socket));
});
server.listen(0, '127.0.0.1', 4096, () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : 0);
});
process.on('SIGTERM', () => process.exit(0));
