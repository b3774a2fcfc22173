import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AdminLog } from './admin-log.ts';
import { isAllowedHost } from './host-check.ts';
import { Metrics, type MetricsSources } from './metrics.ts';
import type { Readiness } from './traffic-view.ts';

export interface OperationsHttpOptions {
  /** A name or an IP literal without brackets. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Names, besides `localhost` and IP literals, that the Host header of a request may have. */
  readonly allowedHosts: readonly string[];
}

export interface OperationsParts extends MetricsSources {
  readonly readiness: () => Readiness;
  readonly log: AdminLog;
}

export interface OperationsHttp {
  readonly port: number;
  close(): Promise<void>;
}

/** One scraper and one prober, with room for a few people. */
const MAX_CONNECTIONS = 64;
const MAX_HEADER_BYTES = 8 * 1024;
const TIMEOUT_MS = 10_000;
const PLAIN = 'text/plain; charset=utf-8';

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const plain = (status: number, body: string): Page => ({ status, type: PLAIN, body: `${body}\n` });

/** `GET /live`, `/ready` and `/metrics` for machines. Rejects where the address cannot be had. */
export async function startOperationsHttp(
  options: OperationsHttpOptions,
  parts: OperationsParts,
): Promise<OperationsHttp> {
  const metrics = new Metrics(parts);
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      send(request, response, await answer(request, options.allowedHosts, metrics, parts.readiness));
    } catch (cause) {
      parts.log.fault('operations-http', cause);
      send(request, response, plain(500, 'The gateway met a fault of its own. Its log has the cause.'));
    }
  };
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: TIMEOUT_MS }, (request, response) => {
    void respond(request, response);
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.headersTimeout = TIMEOUT_MS;
  const port = await listen(server, options).catch((error: unknown) => {
    metrics.close();
    throw error;
  });
  return {
    port,
    close() {
      metrics.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function answer(
  request: IncomingMessage,
  allowedHosts: readonly string[],
  metrics: Metrics,
  readiness: () => Readiness,
): Promise<Page> {
  if (!isAllowedHost(request.headers.host, allowedHosts)) {
    return plain(421, 'The Host header names a host that this gateway does not answer for.');
  }
  const path = request.url?.split('?', 1)[0];
  if (path !== '/live' && path !== '/ready' && path !== '/metrics') return plain(404, 'Not found.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET is answered here.');
  if (path === '/live') return plain(200, 'live');
  if (path === '/metrics') return { status: 200, type: metrics.contentType, body: await metrics.render() };
  const state = readiness();
  return state.kind === 'ready' ? plain(200, 'ready') : plain(503, `not ready: ${state.reason}`);
}

function send(request: IncomingMessage, response: ServerResponse, page: Page): void {
  // A body that came with the request is not read: the connection ends instead.
  if (request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined) {
    response.setHeader('Connection', 'close');
  }
  if (page.status === 405) response.setHeader('Allow', 'GET, HEAD');
  response.writeHead(page.status, {
    'Content-Type': page.type,
    'Content-Length': Buffer.byteLength(page.body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : page.body);
}

function listen(server: Server, { host, port }: OperationsHttpOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
