import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Request, RequestHandler, Response } from 'express';
import helmet, { contentSecurityPolicy } from 'helmet';
import { z } from 'zod';
import type { BookingConfig } from '../runtime/config.ts';

const builtSchema = z.object({ scripts: z.array(z.string()) });

// The page holds what runs before all else and the few lines that start it; the build writes their hashes beside the files.
function inlineScripts(webDist: string): string[] {
  const file = join(webDist, 'csp.json');
  if (!existsSync(file)) return [];
  return builtSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).scripts.map((hash) => `'${hash}'`);
}

// Written in full: the defaults of the library allow foreign styles and fonts.
function policyOf(config: BookingConfig) {
  return {
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
  };
}

/** What every answer carries. */
export function securityHeaders(config: BookingConfig): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: policyOf(config) },
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

const publicQuestions = ['appointments.service', 'appointments.slots'];

/**
 * Lets some origins show a page in a frame. Whoever shows it can move what lies beneath a click, so it may ask what
 * everybody may and nothing else, whatever session the browser has.
 */
export function embedHeaders(config: BookingConfig) {
  const policy = policyOf(config);
  return (request: Request, response: Response, origins: readonly string[]): void => {
    if (origins.length === 0) return;
    const directives = {
      ...policy,
      // Without a scheme it is that of the page; the host was found to be ours.
      connectSrc: publicQuestions.map((procedure) => `${request.host}/trpc/${procedure}`),
      formAction: ["'none'"],
      frameAncestors: [...origins],
    };
    contentSecurityPolicy({ useDefaults: false, directives })(request, response, (error) => {
      if (error) throw error;
    });
    response.removeHeader('X-Frame-Options');
  };
}
