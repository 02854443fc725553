import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Vite's dev server with hot reload in front of booking: `node vite-dev.ts <web folder> <port> <booking url>`. A child of
 * `npm run dev`, so that Vite stays a dependency of web alone.
 */
interface Vite {
  createServer(options: object): Promise<{ listen(): Promise<unknown>; close(): Promise<void> }>;
}

const [webFolder = '', port = '', bookingUrl = ''] = process.argv.slice(2);
const found = createRequire(join(webFolder, 'package.json')).resolve('vite');
const vite: Vite = await import(pathToFileURL(found).href);
const server = await vite.createServer({
  root: webFolder,
  clearScreen: false,
  server: {
    host: '127.0.0.1',
    port: Number(port),
    strictPort: true,
    proxy: { '/trpc': bookingUrl, '/api': bookingUrl, '/healthz': bookingUrl, '/readyz': bookingUrl },
  },
});
await server.listen();
console.log(JSON.stringify({ msg: 'listening', port: Number(port) }));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void server.close().finally(() => process.exit(0)));
}
