import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import type { BookingConfig } from '../runtime/config.ts';

const builtSchema = z.object({ scripts: z.array(z.string()) });

// The page holds what runs before all else and the few lines that start it; the build writes their hashes beside the files.
function inlineScripts(webDist: string): string[] {
  const file = join(webDist, 'csp.json');
  if (!existsSync(file)) return [];
  return builtSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).scripts.map((hash) => `'${hash}'`);
}

/** A policy written in full: the defaults of the library allow foreign styles and fonts. */
export function securityHeaders(config: BookingConfig): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", ...inlineScripts(config.webDist)],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        ...(config.production ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: config.production,
    crossOriginEmbedderPolicy: false,
  });
  return (request, response, next) => {
    response.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()');
    response.set('X-Robots-Tag', 'noindex, nofollow');
    headers(request, response, next);
  };
}
