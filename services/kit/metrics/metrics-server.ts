import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createHttpServer } from '../http.ts';
import type { Logger } from '../logger.ts';
import './process-metrics.ts';
import { registry } from './registry.ts';

/** Serves what the process counts, in Prometheus' text format. */
export interface MetricsServer extends AsyncDisposable {
  readonly port: number;
}

export interface MetricsServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly logger: Logger;
}

/** Starts to serve `/metrics`; everything else is 404. For the inside only: it has no access control. */
export async function startMetricsServer({ host, port, logger }: MetricsServerOptions): Promise<MetricsServer> {
  const server = createHttpServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
    sendMetrics(response).catch((err: unknown) => {
      logger.error({ err }, 'the metrics could not be read');
      response.writeHead(503).end();
    });
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new Error(`cannot listen on ${host}:${port} for metrics`, { cause });
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the metrics server has no port');
  return {
    port: address.port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function sendMetrics(response: ServerResponse): Promise<void> {
  const text = await registry.metrics();
  response.writeHead(200, { 'content-type': registry.contentType }).end(text);
}
