/**
 * Makes Node's HTTP server. With an import Node would read all that `node:http` exports, its WebSocket client too, and load
 * undici for it: a tenth of the time in which a service starts.
 */
export const { createServer: createHttpServer } = process.getBuiltinModule('node:http');
