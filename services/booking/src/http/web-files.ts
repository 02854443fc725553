import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import sirv from 'sirv';

/** The built web app: hashed files for ever, every page address answers the one page, unknown files 404. */
export function serveWeb(webDist: string): RequestHandler {
  if (!existsSync(join(webDist, 'index.html'))) {
    return (_, response) => void response.status(404).type('text').send('The web app is not built.');
  }
  const files = sirv(webDist, {
    single: true,
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(response, path) {
      response.setHeader(
        'Cache-Control',
        path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
      );
    },
  });
  return (request, response, next) => {
    // Sourcemaps, manifests and the list of hashes are not for visitors.
    if (/^\/(csp\.json|\.vite\/)/.test(request.path)) return void response.status(404).end();
    files(request, response, next);
  };
}
