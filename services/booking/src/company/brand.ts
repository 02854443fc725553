import { createHash } from 'node:crypto';
import { faceHueOf } from '@interlude/shared/brand/face-hue';
import type { BrandView, FaceView, PictureView } from '@interlude/shared/schemas/views';
import { type CompanyActor, type CompanyDeps, noteChange } from './company-change.ts';
import { makePicture } from './make-picture.ts';
import type { PersonRow, PersonStore } from './person-store.ts';
import type { PictureKind, PictureRef, PictureStore } from './picture-store.ts';
import type { TenantRow } from './tenant-store.ts';

export interface BrandDeps extends CompanyDeps {
  readonly stores: CompanyDeps['stores'] & { readonly people: PersonStore; readonly pictures: PictureStore };
}

/** Mails that went out show the logo of their day, so replaced ones stay for as long as they are not too many. */
const mostFormerLogos = 16;

/** Where a picture is found, without the origin. */
export function pictureView({ id, width, height }: PictureRef): PictureView {
  return { src: `/api/pictures/${id}.png`, width, height };
}

/** What a company's pages look like. */
export function brandOf({ name, accent = null, logo }: Pick<TenantRow, 'name' | 'accent' | 'logo'>): BrandView {
  return { name, accent, ...(logo ? { logo: pictureView(logo) } : {}) };
}

/** The same for a mail, whose pictures need whole addresses. */
export function mailBrandOf({ accent = null, logo }: Pick<TenantRow, 'accent' | 'logo'>, publicUrl: string) {
  if (!logo) return { accent };
  const { src, width, height } = pictureView(logo);
  return { accent, logo: { url: publicUrl + src, width, height } };
}

/** Somebody as those see them who will meet. */
export function faceView({ _id, name, title, photo }: Pick<PersonRow, '_id' | 'name' | 'title' | 'photo'>): FaceView {
  return {
    name,
    ...(title === null ? {} : { title }),
    hue: faceHueOf(_id),
    ...(photo ? { photo: pictureView(photo) } : {}),
  };
}

/** The company's colour, `#rrggbb`, or null for the usual one. */
export async function saveAccent(app: BrandDeps, actor: CompanyActor, accent: string | null): Promise<void> {
  const { tenants } = app.stores;
  await app.stores.inTransaction(async () => {
    const before = await tenants.setBrand(actor.tenantId, { accent });
    await noteChange(app, actor, { action: 'saveAccent', detail: { before: before?.accent ?? null, after: accent } });
  });
  tenants.forget(actor.tenantId);
}

/**
 * Puts up a picture in place of the one before: the company's logo, or the face of whoever does it. Refuses what is no
 * picture before anything is written.
 */
export async function putUpPicture(
  app: BrandDeps,
  actor: CompanyActor,
  { kind, original }: { readonly kind: PictureKind; readonly original: Buffer },
): Promise<PictureView> {
  const made = await makePicture({ kind, original });
  const { width, height } = made;
  const bytes = Buffer.from(made.bytes);
  const { tenantId } = actor;
  const owner = kind === 'logo' ? tenantId : actor.personId;
  const id = createHash('sha256').update(`${tenantId}|${kind}|${owner}|`).update(bytes).digest('base64url');
  const picture = { id, width, height };
  await app.stores.inTransaction(async () => {
    await app.stores.pictures.keep({ _id: id, tenantId, kind, bytes, createdAt: new Date(app.now()) });
    await replace(app, actor, kind, picture);
  });
  app.stores.tenants.forget(tenantId);
  return pictureView(picture);
}

/**
 * Takes down the company's logo and all former ones, or the face of whoever does it; nothing happens where there is none.
 */
export async function takeDownPicture(app: BrandDeps, actor: CompanyActor, kind: PictureKind): Promise<void> {
  await app.stores.inTransaction(async () => await replace(app, actor, kind, null));
  app.stores.tenants.forget(actor.tenantId);
}

// In the transaction.
async function replace(
  app: BrandDeps,
  actor: CompanyActor,
  kind: PictureKind,
  picture: PictureRef | null,
): Promise<void> {
  const { tenants, people, pictures } = app.stores;
  const { tenantId, personId } = actor;
  const before =
    kind === 'logo'
      ? (await tenants.setBrand(tenantId, { logo: picture }))?.logo
      : personId && (await people.setPhoto(tenantId, personId, picture))?.photo;
  if (before?.id === picture?.id) return;
  if (kind === 'logo') {
    await pictures.removeOldLogos(tenantId, {
      present: picture?.id ?? null,
      most: picture === null ? 0 : mostFormerLogos,
    });
  } else if (before) await pictures.remove(tenantId, before.id);
  const action = picture === null ? 'takeDownPicture' : 'putUpPicture';
  await noteChange(app, actor, { action, detail: { kind, before: before?.id ?? null, after: picture?.id ?? null } });
}
