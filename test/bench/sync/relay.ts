/** What the sync server is compared with: a bare Socket.io relay that passes messages on and keeps nothing. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { perMessageDeflate: false, maxHttpBufferSize: 64 * 1024 * 1024 });
io.on('connection', (socket) => {
  let room = '';
  socket.on('join', (name: string, done: () => void) => {
    room = name;
    void socket.join(name);
    done();
  });
  socket.on('update', (bytes: Uint8Array) => socket.to(room).emit('update', bytes));
  socket.on('presence', (bytes: Uint8Array) => socket.to(room).emit('presence', bytes));
});

process.on('message', ({ id }: { id: number }) => {
  const { user, system } = process.cpuUsage();
  const { heapUsed, external } = process.memoryUsage();
  process.send!({ id, result: { cpu: user + system, memory: heapUsed + external } });
});
process.on('SIGTERM', () => process.exit(0));
http.listen(0, '127.0.0.1', () => process.send!({ ready: (http.address() as AddressInfo).port }));
