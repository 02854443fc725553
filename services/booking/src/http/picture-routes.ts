import { promisify } from 'node:util';
import { colourSchema } from '@interlude/shared/brand/colour';
import { colourSheet } from '@interlude/shared/brand/colour-sheet';
import express, { type Request, Router } from 'express';
import { z } from 'zod';
import { may } from '../access/permissions.ts';
import { staffOf } from '../access/staff-access.ts';
import { putUpPicture } from '../company/brand.ts';
import { pictureKinds } from '../company/picture-store.ts';
import { refuse } from '../runtime/refused.ts';
import type { Deps } from './deps.ts';
import { guardRequests } from './request-guard.ts';
import { requestIdOf } from './request-id.ts';

const mostBytes = 1_048_576;
const takenTypes = /^(image\/[\w.+-]+|application\/octet-stream)$/i;
const forEver = 'public, max-age=31536000, immutable';
const kindSchema = z.enum(pictureKinds);
const readFile = promisify(express.raw({ type: () => true, limit: mostBytes, inflate: false }));

/**
 * Pictures and colours of companies. What is put up comes as the bare bytes of a file, so it has no name; what is shown
 * has an address of its own for ever, and may stand in mails, so every origin may show it.
 */
export function pictureRoutes(app: Deps): Router {
  const routes = Router();

  async function admit(request: Request) {
    const kind = kindSchema.parse(request.params['kind']);
    const { tenantId, personId, roles } = await staffOf({ app, req: request });
    if (!may(roles, kind === 'logo' ? 'settings:write' : 'self')) refuse({ code: 'forbidden' });
    await app.limits.count('upload', personId, app.now());
    return { kind, actor: { tenantId, personId, requestId: requestIdOf(request) } };
  }

  routes.post(
    '/uploads/:kind',
    guardRequests(app.config, { pattern: takenTypes, said: 'image/* or application/octet-stream' }),
    async (request, response) => {
      response.locals['procedure'] = 'uploads';
      // Before the file is read: strangers make this process keep nothing.
      const { kind, actor } = await app.pulse.orSilent(() => admit(request));
      await readFile(request, response);
      const original: unknown = request.body;
      if (!Buffer.isBuffer(original))
        refuse({ code: 'invalid_input', issues: [{ path: 'file', message: 'is empty' }] });
      const picture = await app.pulse.orSilent(() => putUpPicture(app, actor, { kind, original }));
      response.set('Cache-Control', 'no-store').json(picture);
    },
  );

  routes.get('/pictures/:name', async (request, response) => {
    response.locals['procedure'] = 'pictures';
    const id = /^([\w-]{43})\.png$/.exec(request.params['name'])?.[1] ?? refuse({ code: 'not_found' });
    const bytes = await app.pulse.orSilent(() => app.stores.pictures.findBytes(id));
    if (bytes === null) refuse({ code: 'not_found' });
    response
      .set({
        'Cache-Control': forEver,
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cross-Origin-Resource-Policy': 'cross-origin',
      })
      .type('png')
      .send(bytes);
  });

  routes.get('/colours/:name', (request, response) => {
    const accent = colourSchema.safeParse(`#${/^(\w+)\.css$/.exec(request.params['name'])?.[1] ?? ''}`).data;
    if (accent === undefined) refuse({ code: 'not_found' });
    response.set('Cache-Control', forEver).type('css').send(colourSheet(accent));
  });

  return routes;
}
