// What people write today: a WebSocket server that sends to all its clients in a loop. What any of them says starts it.
import { WebSocketServer } from 'ws';

const PAYLOAD = Buffer.alloc(100, 'x');

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('listening', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : 0);
});
server.on('connection', (socket) => {
  socket.on('message', () => {
    for (const client of server.clients) client.send(PAYLOAD);
  });
});
process.on('SIGTERM', () => process.exit(0));
